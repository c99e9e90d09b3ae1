package io.github.nannybooking.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.nannybooking.faileddecline.FailedDecline;
import io.github.nannybooking.faileddecline.FailedDeclinePage;
import io.github.nannybooking.faileddecline.FailedDeclineQuery;
import io.github.nannybooking.faileddecline.Removal;
import io.github.nannybooking.table.FailedDeclineKey;
import io.github.nannybooking.testing.RouteTest;
import java.util.List;
import org.apache.camel.BindToRegistry;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.junit.jupiter.api.Test;

class ReadFailedDeclinesRouteTest extends RouteTest {

    private static final String ID = "9ddd9c83-a841-3594-a70c-950f3022f03c";
    private static final FailedDecline FAILED =
            new FailedDecline(ID, "j1", "a1", "unforeseen", null, null, 1, 2, "m1", null, "message");

    @BindToRegistry("failedDeclines")
    private final Parked parked = new Parked();

    @BindToRegistry
    private final Removals failedDeclineActions = new Removals(parked);

    /** Stands in for the beans that talk to DynamoDB. */
    public static final class Parked {

        private FailedDeclineQuery asked;
        private Removal removed;

        public FailedDeclineQuery parse(@Header(Exchange.HTTP_QUERY) String limit) {
            return new FailedDeclineQuery(null, limit, null);
        }

        public FailedDeclinePage list(FailedDeclineQuery query) {
            asked = query;
            return new FailedDeclinePage(List.of(FAILED), "next");
        }

        public FailedDeclineKey parseId(@Header("id") String id) {
            return new FailedDeclineKey(id);
        }

        public FailedDecline find(FailedDeclineKey key) {
            assertThat(key.id()).isEqualTo(ID);
            return FAILED;
        }

        /** Only other routes call this method. */
        public Object findWhole() {
            throw new UnsupportedOperationException();
        }

        /** Only other routes call this method. */
        public Object note() {
            throw new UnsupportedOperationException();
        }

        /** Only other routes call this method. */
        public Object park() {
            throw new UnsupportedOperationException();
        }
    }

    /** Only other routes call this method. */
    public record Removals(Parked parked) {

        public Removal parseRemoval(@Header("id") String id, @Header(Exchange.HTTP_QUERY) String by) {
            return new Removal(new FailedDeclineKey(id), by, "why");
        }

        public void remove(Removal removal) {
            parked.removed = removal;
        }

        /** Only other routes call this method. */
        public Object parseRound() {
            throw new UnsupportedOperationException();
        }

        /** Only other routes call this method. */
        public Object keys() {
            throw new UnsupportedOperationException();
        }

        /** Only other routes call this method. */
        public Object deleteRetried() {
            throw new UnsupportedOperationException();
        }

        /** Only other routes call this method. */
        public Object rethrowIfAwsFails() {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void should_return_a_page() throws Exception {
        JsonNode page = answered(ask("direct:list-failed-declines", "5"), 200);

        assertThat(parked.asked.limit()).isEqualTo("5");
        assertThat(page.at("/failedDeclines/0/id").asText()).isEqualTo(ID);
        assertThat(page.get("next").asText()).isEqualTo("next");
    }

    @Test
    void should_not_request_a_page_of_an_invalid_size() throws Exception {
        JsonNode problem = answered(ask("direct:list-failed-declines", "101"), 400);

        assertThat(problem.get("detail").asText()).isEqualTo("limit: must be a whole number from 1 to 100");
        assertThat(parked.asked).isNull();
    }

    @Test
    void should_return_a_failed_decline_without_unknown_fields() throws Exception {
        assertThat(answered(ask("direct:read-failed-decline", null), 200))
                .hasToString(
                        "{\"id\":\"" + ID
                                + "\",\"jobId\":\"j1\",\"applicationId\":\"a1\",\"reason\":\"unforeseen\",\"firstFailedOn\":1,\"lastFailedOn\":2,\"originalMessageId\":\"m1\",\"body\":\"message\"}");
    }

    @Test
    void should_remove_a_failed_decline() {
        Exchange answer = ask("direct:remove-failed-decline", "ana");

        assertThat(answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo("204");
        assertThat(answer.getMessage().getBody()).isNull();
        assertThat(parked.removed).isEqualTo(new Removal(new FailedDeclineKey(ID), "ana", "why"));
    }

    @Test
    void should_not_remove_a_failed_decline_without_a_name() throws Exception {
        JsonNode problem = answered(ask("direct:remove-failed-decline", " "), 400);

        assertThat(problem.get("detail").asText()).startsWith("by: must be a text of 1 to 200 characters");
        assertThat(parked.removed).isNull();
    }

    private Exchange ask(String route, String query) {
        return template.request(route, exchange -> {
            exchange.getMessage().setHeader("id", ID);
            exchange.getMessage().setHeader(Exchange.HTTP_QUERY, query);
        });
    }
}
