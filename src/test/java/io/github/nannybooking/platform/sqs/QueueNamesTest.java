package io.github.nannybooking.platform.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.nannybooking.testing.ScriptedAws;
import java.io.IOException;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

class QueueNamesTest {

    private static final String URL = "https://sqs.eu-west-1.amazonaws.com/123456789012/declines";

    private final ScriptedAws aws = new ScriptedAws();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final SqsClient sqs = aws.sqs(context, 300);

    QueueNamesTest() throws IOException {
        context.getRegistry().bind("sqs", sqs);
    }

    @AfterEach
    void stop() {
        sqs.close();
        aws.close();
    }

    @Test
    void should_look_a_name_up_once_when_it_is_needed() {
        assertThat(aws.requests()).isEmpty();
        aws.thenAnswer("{\"QueueUrl\": \"%s\"}".formatted(URL)).thenAnswer("{}").thenAnswer("{}");

        sqs.receiveMessage(request -> request.queueUrl("declines"));
        sqs.receiveMessage(request -> request.queueUrl("declines"));

        assertThat(aws.operations()).containsExactly("GetQueueUrl", "ReceiveMessage", "ReceiveMessage");
        assertThat(aws.requests().subList(1, 3))
                .allSatisfy(request -> assertThat(request.body()).contains("\"QueueUrl\":\"" + URL + "\""));
    }

    @Test
    void should_accept_a_url_as_it_is() {
        aws.thenAnswer("{}");

        sqs.receiveMessage(request -> request.queueUrl(URL));

        assertThat(aws.operations()).containsExactly("ReceiveMessage");
    }

    @Test
    void should_ask_again_after_a_queue_was_missing() {
        aws.thenFail(400, "QueueDoesNotExist")
                .thenAnswer("{\"QueueUrl\": \"%s\"}".formatted(URL))
                .thenAnswer("{}");

        assertThatExceptionOfType(QueueDoesNotExistException.class)
                .isThrownBy(() -> sqs.receiveMessage(request -> request.queueUrl("declines")));
        sqs.receiveMessage(request -> request.queueUrl("declines"));

        assertThat(aws.operations()).containsExactly("GetQueueUrl", "GetQueueUrl", "ReceiveMessage");
    }
}
