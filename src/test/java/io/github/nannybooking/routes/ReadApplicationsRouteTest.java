package io.github.nannybooking.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.application.ApplicantQuery;
import io.github.nannybooking.application.Application;
import io.github.nannybooking.application.ApplicationPage;
import io.github.nannybooking.platform.access.Caller;
import io.github.nannybooking.testing.RouteTest;
import java.util.List;
import java.util.Set;
import org.apache.camel.BindToRegistry;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.junit.jupiter.api.Test;

class ReadApplicationsRouteTest extends RouteTest {

    private static final Caller ANA = new Caller("ana", Set.of("nanny"));

    @BindToRegistry("applicationReports")
    private final Stand stand = new Stand();

    /** Stands in for the bean that talks to DynamoDB. */
    public static final class Stand {

        private ApplicantQuery asked;

        public ApplicantQuery parseNannyQuery(
                @Header("username") String username, @Header(Exchange.HTTP_QUERY) String limit) {
            return new ApplicantQuery(username, limit, null);
        }

        public ApplicationPage listByNanny(ApplicantQuery query) {
            asked = query;
            return new ApplicationPage(List.of(new Application("a1", "j1", query.username(), "PENDING", null)), "more");
        }

        /** Only other routes call this method. */
        public Object parseJobQuery() {
            throw new UnsupportedOperationException();
        }

        /** Only other routes call this method. */
        public Object readJob() {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void should_return_a_page_of_the_callers_applications() throws Exception {
        assertThat(answered(read("ana", "7", ANA), 200))
                .hasToString(
                        "{\"applications\":[{\"id\":\"a1\",\"jobId\":\"j1\",\"username\":\"ana\",\"jobApplicationStatus\":\"PENDING\"}],\"next\":\"more\"}");
        assertThat(stand.asked.limit()).isEqualTo("7");
    }

    @Test
    void should_answer_those_of_any_user_to_an_admin() throws Exception {
        answered(read("eva", "7", Caller.ANONYMOUS), 200);

        assertThat(stand.asked.username()).isEqualTo("eva");
    }

    @Test
    void should_not_look_up_the_applications_of_another_user() throws Exception {
        assertThat(answered(read("eva", "7", ANA), 403).get("title").textValue())
                .isEqualTo("Not your name");
        assertThat(stand.asked).isNull();
    }

    @Test
    void should_not_request_a_page_of_an_invalid_size() throws Exception {
        assertThat(answered(read("ana", "101", ANA), 400).get("detail").textValue())
                .isEqualTo("limit: must be a whole number from 1 to 100");
        assertThat(stand.asked).isNull();
    }

    private Exchange read(String username, String limit, Caller caller) {
        return template.request("direct:read-applications", exchange -> {
            exchange.getMessage().setHeader("username", username);
            exchange.getMessage().setHeader(Exchange.HTTP_QUERY, limit);
            exchange.getMessage().setHeader(Caller.HEADER, caller);
        });
    }
}
