package io.github.nannybooking.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.faileddecline.FailedDecline;
import io.github.nannybooking.notice.DeclinedNotice;
import io.github.nannybooking.table.ApplicationKey;
import io.github.nannybooking.testing.Returns;
import io.github.nannybooking.testing.RouteTest;
import java.util.Map;
import java.util.Set;
import org.apache.camel.BindToRegistry;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

class ParkDeadLettersRouteTest extends RouteTest {

    private static final FailedDecline FAILED =
            new FailedDecline("id", "j1", "a1", "unforeseen", null, null, 1, 1, "m1", "c1", "message");

    @BindToRegistry("failedDeclines")
    private final Lot lot = new Lot();

    @BindToRegistry("receivedMessages")
    private final Returns returns = new Returns();

    private MockEndpoint notified;

    /** Stands in for the bean that talks to DynamoDB. */
    public static final class Lot {

        private Object kept = FAILED;
        private RuntimeException outage;
        private String parked;

        public void note(String message) {
            throw new UnsupportedOperationException();
        }

        public Object park(
                @Body String message,
                @Header(Sqs2Constants.MESSAGE_ATTRIBUTES) Map<String, MessageAttributeValue> attributes,
                @Header(Sqs2Constants.MESSAGE_ID) String messageId) {
            if (outage != null) {
                throw outage;
            }
            parked = message + " " + attributes.get("reason").stringValue() + " " + messageId;
            return kept;
        }

        /** Only other routes call this method. */
        public Object findWhole() {
            throw new UnsupportedOperationException();
        }

        /** Only other routes call this method. */
        public Object parse() {
            throw new UnsupportedOperationException();
        }

        /** Only other routes call this method. */
        public Object list() {
            throw new UnsupportedOperationException();
        }

        /** Only other routes call this method. */
        public Object parseId() {
            throw new UnsupportedOperationException();
        }

        /** Only other routes call this method. */
        public Object find() {
            throw new UnsupportedOperationException();
        }
    }

    @Override
    protected Set<String> mockedRoutes() {
        return Set.of("deliver-failed-notice", "deliver-declined-notice");
    }

    @BeforeEach
    void findMock() {
        notified = getMockEndpoint("mock:direct:deliver-failed-notice");
    }

    @Test
    void should_park_a_dead_letter_and_send_a_notice() throws Exception {
        notified.expectedBodiesReceived(FAILED);

        assertThat(take().getException()).isNull();

        MockEndpoint.assertIsSatisfied(context);
        assertThat(lot.parked).isEqualTo("message unforeseen m2");
        assertThat(returns.acknowledged()).containsExactly("h2");
    }

    @Test
    void should_notify_the_applicant_of_a_dead_letter_whose_application_is_declined() throws Exception {
        DeclinedNotice declined = DeclinedNotice.of(new ApplicationKey("j1", "a1"), null);
        lot.kept = declined;
        notified.expectedMessageCount(0);
        getMockEndpoint("mock:direct:deliver-declined-notice").expectedBodiesReceived(declined);

        assertThat(take().getException()).isNull();

        MockEndpoint.assertIsSatisfied(context);
        assertThat(returns.acknowledged()).containsExactly("h2");
    }

    @Test
    void should_not_send_a_notice_of_a_dead_letter_that_is_not_parked() throws Exception {
        lot.kept = null;
        notified.expectedMessageCount(0);

        assertThat(take().getException()).isNull();

        MockEndpoint.assertIsSatisfied(context);
        assertThat(returns.acknowledged()).containsExactly("h2");
    }

    @Test
    void should_return_a_dead_letter_to_the_queue_when_it_can_not_be_parked() {
        lot.outage = SdkClientException.create("connection refused");

        take();

        assertThat(returns.returned()).containsExactly("connection refused");
        assertThat(returns.acknowledged()).isEmpty();
    }

    @Test
    void should_return_a_dead_letter_to_the_queue_when_the_notice_fails() {
        notified.whenAnyExchangeReceived(exchange -> {
            throw new IllegalStateException("no notice");
        });

        take();

        assertThat(returns.returned()).containsExactly("no notice");
    }

    private Exchange take() {
        MessageAttributeValue reason =
                MessageAttributeValue.builder().stringValue("unforeseen").build();
        return template.request("direct:park-dead-letters", exchange -> {
            exchange.getMessage().setBody("message");
            exchange.getMessage().setHeader(Sqs2Constants.MESSAGE_ATTRIBUTES, Map.of("reason", reason));
            exchange.getMessage().setHeader(Sqs2Constants.MESSAGE_ID, "m2");
            exchange.getMessage().setHeader(Sqs2Constants.RECEIPT_HANDLE, "h2");
        });
    }
}
