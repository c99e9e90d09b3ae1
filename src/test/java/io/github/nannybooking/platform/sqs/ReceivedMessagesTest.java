package io.github.nannybooking.platform.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.testing.ScriptedAws;
import io.github.nannybooking.testing.TestSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

class ReceivedMessagesTest {

    private static final String URL = "http://127.0.0.1/000000000000/declines";

    private final ScriptedAws aws = new ScriptedAws();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final SqsClient sqs = aws.sqs(context, 2_000);
    private final QueueSettings queue =
            QueueSettings.all(TestSettings.with("booking.decline.queue", URL)).get(0);
    private final Acknowledgements acknowledgements = new Acknowledgements(sqs, URL, Duration.ofMinutes(1));
    private final ReceivedMessages messages = new ReceivedMessages(sqs, Map.of(queue, acknowledgements));

    ReceivedMessagesTest() throws IOException {}

    @AfterEach
    void close() {
        acknowledgements.stop();
        sqs.close();
        context.stop();
        aws.close();
    }

    @Test
    void should_return_a_message_to_its_queue_for_a_delay_by_its_receives() throws Exception {
        aws.thenAnswer("{}");

        messages.giveBack(received(3));

        assertThat(aws.operations()).containsExactly("ChangeMessageVisibility");
        JsonNode request = new ObjectMapper().readTree(aws.requests().get(0).body());
        assertThat(request.get("QueueUrl").asText()).isEqualTo(URL);
        assertThat(request.get("ReceiptHandle").asText()).isEqualTo("handle");
        assertThat(request.get("VisibilityTimeout").asInt()).isBetween(10, 20);
    }

    @Test
    void should_leave_a_message_to_its_visibility_timeout_when_sqs_fails() {
        aws.thenFail(400, "ReceiptHandleIsInvalid");

        assertThatCode(() -> messages.giveBack(received(1))).doesNotThrowAnyException();
    }

    @Test
    void should_delete_a_message_from_its_queue() throws Exception {
        aws.thenAnswer("{\"Successful\": [{\"Id\": \"0\"}], \"Failed\": []}");

        messages.acknowledge(received(1));
        acknowledgements.start();
        acknowledgements.stop();

        assertThat(aws.operations()).containsExactly("DeleteMessageBatch");
        JsonNode request = new ObjectMapper().readTree(aws.requests().get(0).body());
        assertThat(request.get("QueueUrl").asText()).isEqualTo(URL);
        assertThat(request.get("Entries").get(0).get("ReceiptHandle").asText()).isEqualTo("handle");
    }

    private Exchange received(int receives) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setHeader(Sqs2Constants.RECEIPT_HANDLE, "handle");
        exchange.getMessage().setHeader(ReceivedMessage.RECEIVES, String.valueOf(receives));
        ReceivedMessage.keep(exchange, queue);
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, new IllegalStateException("failed"));
        return exchange;
    }
}
