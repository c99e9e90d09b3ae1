package io.github.nannybooking.routes;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nannybooking.booking.Booking;
import io.github.nannybooking.booking.BookingRequest;
import io.github.nannybooking.testing.RouteTest;
import io.github.nannybooking.testing.SqsAnswers;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

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
        queue.expectedHeaderReceived("correlationId", "c1");

        template.sendBodyAndProperty("direct:send-declines", bookingWithOthers(21), "correlationId", "c1");

        queue.assertIsSatisfied();
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

    private static Booking bookingWithOthers(int others) {
        return new Booking(
                new BookingRequest("maria", "j1", "a0"),
                "maria",
                "rita",
                IntStream.rangeClosed(1, others)
                        .mapToObj(i -> Map.of("id", AttributeValue.fromS("a" + i), "jobId", AttributeValue.fromS("j1")))
                        .toList(),
                null);
    }
}
