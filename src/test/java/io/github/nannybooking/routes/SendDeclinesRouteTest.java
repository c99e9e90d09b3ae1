package io.github.nannybooking.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nannybooking.booking.Booking;
import io.github.nannybooking.booking.BookingRequest;
import io.github.nannybooking.table.ApplicationKey;
import io.github.nannybooking.testing.RouteTest;
import io.github.nannybooking.testing.SqsAnswers;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

class SendDeclinesRouteTest extends RouteTest {

    private MockEndpoint queue;

    @BeforeEach
    void answerAsSqs() {
        queue = getMockEndpoint("mock:aws2-sqs:declines");
        queue.whenAnyExchangeReceived(SqsAnswers::takeAll);
    }

    @Test
    void should_send_ten_declines_in_a_request_with_the_correlation_id_of_the_booking() throws Exception {
        queue.expectedMessageCount(3);

        template.sendBodyAndProperty("direct:send-declines", bookingWithOthers(21), "correlationId", "c1");

        queue.assertIsSatisfied();
        assertThat(requests()).extracting(request -> request.entries().size()).containsExactly(10, 10, 1);
        assertThat(entries()).allSatisfy(entry -> {
            assertThat(entry.messageAttributes()).containsOnlyKeys("correlationId");
            assertThat(entry.messageAttributes().get("correlationId").stringValue())
                    .isEqualTo("c1");
        });
    }

    @Test
    void should_send_the_declines_of_a_job_in_one_message_group() {
        template.sendBody("direct:send-declines", bookingWithOthers(2));

        assertThat(requests())
                .extracting(SendMessageBatchRequest::queueUrl)
                .containsExactly("UpdateJobApplicationsSQSQueue");
        assertThat(entries()).hasSize(2).allSatisfy(entry -> {
            assertThat(entry.messageGroupId()).isEqualTo("j1");
            assertThat(entry.messageDeduplicationId()).isNull();
            assertThat(entry.messageAttributes()).as("no correlation id").isEmpty();
        });
    }

    @Test
    void should_fail_at_once_when_a_request_fails() throws Exception {
        queue.whenAnyExchangeReceived(exchange -> {
            throw SdkClientException.create("connection refused");
        });
        queue.expectedMessageCount(1);

        assertThatThrownBy(() -> template.sendBody("direct:send-declines", bookingWithOthers(21)))
                .hasStackTraceContaining("connection refused");

        queue.assertIsSatisfied();
    }

    private List<SendMessageBatchRequest> requests() {
        return queue.getExchanges().stream()
                .map(exchange -> exchange.getMessage().getBody(SendMessageBatchRequest.class))
                .toList();
    }

    private List<SendMessageBatchRequestEntry> entries() {
        return requests().stream()
                .flatMap(request -> request.entries().stream())
                .toList();
    }

    private static Booking bookingWithOthers(int others) {
        return new Booking(
                new BookingRequest("maria", "j1", "a0"),
                "maria",
                "rita",
                IntStream.rangeClosed(1, others)
                        .mapToObj(i -> new ApplicationKey("j1", "a" + i).toItemKey())
                        .toList(),
                null);
    }
}
