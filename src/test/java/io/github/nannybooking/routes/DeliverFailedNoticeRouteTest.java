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
                "not to be told");
    }

    @BeforeEach
    void findMock() {
        notice = getMockEndpoint("mock:log:notify-failed");
    }

    @Test
    void should_notify_in_json() throws Exception {
        notice.expectedMessageCount(1);

        assertThat(tell(failed("j1", "a1"), 1).getException()).isNull();

        MockEndpoint.assertIsSatisfied(context);
        Exchange told = notice.getExchanges().get(0);
        assertThat(told.getMessage().getHeader("Content-Type")).isEqualTo("application/json");
        assertThat(new ObjectMapper().readTree(told.getMessage().getBody(String.class)))
                .isEqualTo(new ObjectMapper().readTree("""
                        {"id": "f1", "jobId": "j1", "applicationId": "a1", "reason": "the application is ACCEPTED",
                         "exception": "UndeclinableException", "attempts": 1,
                         "firstFailedOn": 1796491800, "lastFailedOn": 1796491830, "originalMessageId": "m1", "correlationId": "c1",
                         "text": "The decline of application a1 for job j1 has failed for good and is kept as failed decline f1: the application is ACCEPTED."}"""));
    }

    @Test
    void should_notify_of_a_message_that_names_no_application() throws Exception {
        tell(failed(null, null), 1);

        assertThat(new ObjectMapper()
                        .readTree(notice.getExchanges().get(0).getMessage().getBody(String.class)))
                .isEqualTo(new ObjectMapper().readTree("""
                        {"id": "f1", "reason": "the application is ACCEPTED",
                         "exception": "UndeclinableException", "attempts": 1,
                         "firstFailedOn": 1796491800, "lastFailedOn": 1796491830, "originalMessageId": "m1", "correlationId": "c1",
                         "text": "A message that names no application has failed for good and is kept as failed decline f1: the application is ACCEPTED."}"""));
    }

    @Test
    void should_keep_what_its_dead_letter_is_acknowledged_by() {
        Exchange told = template.request("direct:deliver-failed-notice", exchange -> {
            exchange.getMessage().setBody(failed("j1", "a1"));
            exchange.getMessage().setHeader("CamelAwsSqsReceiptHandle", "receipt");
            exchange.getMessage().setHeader("ApproximateReceiveCount", "1");
        });

        assertThat(told.getMessage().getHeaders())
                .containsEntry("CamelAwsSqsReceiptHandle", "receipt")
                .containsEntry("ApproximateReceiveCount", "1");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 19})
    void should_fail_and_so_keep_the_dead_letter_without_a_word_of_the_endpoint(int receives) {
        refuse();

        assertThat(tell(failed("j1", "a1"), receives).getException())
                .hasMessageContainingAll("f1", IllegalArgumentException.class.getName())
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 21})
    void should_be_given_up_when_the_dead_letter_came_too_often(int receives) {
        refuse();

        assertThat(tell(failed("j1", "a1"), receives).getException()).isNull();
    }

    private void refuse() {
        notice.whenAnyExchangeReceived(exchange -> {
            throw new IllegalArgumentException("http://hooks/secret answers 500");
        });
    }

    private Exchange tell(FailedDecline failed, int receives) {
        return template.request("direct:deliver-failed-notice", exchange -> {
            exchange.getMessage().setBody(failed);
            exchange.getMessage().setHeader("ApproximateReceiveCount", String.valueOf(receives));
        });
    }
}
