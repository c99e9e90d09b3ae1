package io.github.nannybooking.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.job.Job;
import io.github.nannybooking.job.NewJob;
import io.github.nannybooking.job.OpenJobs;
import io.github.nannybooking.job.OpenJobsQuery;
import io.github.nannybooking.platform.http.problem.Problem;
import io.github.nannybooking.testing.RouteTest;
import java.util.List;
import org.apache.camel.BindToRegistry;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.junit.jupiter.api.Test;

class ListOpenJobsRouteTest extends RouteTest {

    @BindToRegistry("jobs")
    private final Stand stand = new Stand();

    /** Stands in for the bean that talks to DynamoDB. */
    public static final class Stand {

        private OpenJobsQuery asked;

        public OpenJobsQuery parse(@Header(Exchange.HTTP_QUERY) String status) {
            return new OpenJobsQuery(status, "100", null);
        }

        public OpenJobs listOpen(OpenJobsQuery query) {
            asked = query;
            return new OpenJobs(
                    List.of(new Job("j1", null, null, null, null, null, null, null, null, null, null, null, null)),
                    "more");
        }

        /** For the route that puts a job, which does not run here. */
        public Job create(NewJob job) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void should_answer_a_page_of_open_jobs() throws Exception {
        assertThat(answered(list("OPEN"), 200)).hasToString("{\"jobs\":[{\"id\":\"j1\"}],\"next\":\"more\"}");
    }

    @Test
    void should_list_no_others() throws Exception {
        JsonNode problem = answered(list("CLOSED"), 400);

        assertThat(problem)
                .isEqualTo(new ObjectMapper()
                        .valueToTree(
                                Problem.invalidRequest("status: must be OPEN").bodyOf("nanny-booking")));
        assertThat(stand.asked).isNull();
    }

    private Exchange list(String status) {
        return template.request(
                "direct:list-open-jobs", exchange -> exchange.getMessage().setHeader(Exchange.HTTP_QUERY, status));
    }
}
