package io.github.nannybooking.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.faileddecline.FailedDecline;
import io.github.nannybooking.testing.RouteTest;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliverFailedNoticeRouteTest extends RouteTest {

    private MockEndpoint notice;

    private static FailedDecline failed(String jobId, String applicationId) {
        return new FailedDecline(
                "f1",
                jobId,
                applicationId,
                "the application is ACCEPTED",
                "UndeclinableException",
                1L,
                1_796_491_800,
                1_796_491_830,
                "m1",
                "c1",
                "not in the notice");
    }

    @BeforeEach
    void findMock() {
        notice = getMockEndpoint("mock:log:notify-failed");
    }

    @Test
    void should_send_the_notice_as_json() throws Exception {
        notice.expectedMessageCount(1);

        assertThat(deliver(failed("j1", "a1"), 1).getException()).isNull();

        MockEndpoint.assertIsSatisfied(context);
        Exchange sent = notice.getExchanges().get(0);
        assertThat(sent.getMessage().getHeader("Content-Type")).isEqualTo("application/json");
        assertThat(new ObjectMapper().readTree(sent.getMessage().getBody(String.class)))
                .isEqualTo(new ObjectMapper().readTree("""
                        {"id": "f1", "jobId": "j1", "applicationId": "a1", "reason": "the application is ACCEPTED",
                         "exception": "UndeclinableException", "attempts": 1,
                         "firstFailedOn": 1796491800, "lastFailedOn": 1796491830, "originalMessageId": "m1", "correlationId": "c1",
                         "text": "The decline of application a1 for job j1 has failed for good and is kept as failed decline f1: the application is ACCEPTED."}"""));
    }

    @Test
    void should_send_a_notice_of_a_message_without_an_application() throws Exception {
        deliver(failed(null, null), 1);

        assertThat(new ObjectMapper()
                        .readTree(notice.getExchanges().get(0).getMessage().getBody(String.class)))
                .isEqualTo(new ObjectMapper().readTree("""
                        {"id": "f1", "reason": "the application is ACCEPTED",
                         "exception": "UndeclinableException", "attempts": 1,
                         "firstFailedOn": 1796491800, "lastFailedOn": 1796491830, "originalMessageId": "m1", "correlationId": "c1",
                         "text": "A message that names no application has failed for good and is kept as failed decline f1: the application is ACCEPTED."}"""));
    }

    @Test
    void should_keep_the_headers_that_acknowledge_the_dead_letter() {
        Exchange sent = template.request("direct:deliver-failed-notice", exchange -> {
            exchange.getMessage().setBody(failed("j1", "a1"));
            exchange.getMessage().setHeader("CamelAwsSqsReceiptHandle", "receipt");
            exchange.getMessage().setHeader("ApproximateReceiveCount", "1");
        });

        assertThat(sent.getMessage().getHeaders())
                .containsEntry("CamelAwsSqsReceiptHandle", "receipt")
                .containsEntry("ApproximateReceiveCount", "1");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 19})
    void should_fail_without_details_of_the_endpoint_so_that_the_dead_letter_is_kept(int receives) {
        refuse();

        assertThat(deliver(failed("j1", "a1"), receives).getException())
                .hasMessageContainingAll("f1", IllegalArgumentException.class.getName())
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 21})
    void should_give_up_when_the_dead_letter_was_received_too_often(int receives) {
        refuse();

        assertThat(deliver(failed("j1", "a1"), receives).getException()).isNull();
    }

    private void refuse() {
        notice.whenAnyExchangeReceived(exchange -> {
            throw new IllegalArgumentException("http://hooks/secret answers 500");
        });
    }

    private Exchange deliver(FailedDecline failed, int receives) {
        return template.request("direct:deliver-failed-notice", exchange -> {
            exchange.getMessage().setBody(failed);
            exchange.getMessage().setHeader("ApproximateReceiveCount", String.valueOf(receives));
        });
    }
}
