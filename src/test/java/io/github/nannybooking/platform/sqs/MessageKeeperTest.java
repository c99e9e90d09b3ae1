package io.github.nannybooking.platform.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.testing.ScriptedAws;
import io.github.nannybooking.testing.TestClock;
import io.github.nannybooking.testing.TestSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;

class MessageKeeperTest {

    private static final String URL = "http://127.0.0.1/000000000000/declines";
    private static final String EXTENSION = "ChangeMessageVisibilityBatch";

    private final ScriptedAws aws = new ScriptedAws();
    private final TestClock time = new TestClock(Instant.EPOCH);
    private final MessageKeeper keeper = new MessageKeeper(this::client, time);
    private final SqsClient sqs = SqsClient.builder()
            .checksumValidationEnabled(false)
            .overrideConfiguration(settings ->
                    settings.addExecutionInterceptor(keeper).retryStrategy(retries -> retries.maxAttempts(1)))
            .build();

    MessageKeeperTest() throws IOException {}

    private SqsClient client() {
        return sqs;
    }

    @AfterEach
    void close() {
        keeper.stop();
        sqs.close();
        aws.close();
    }

    @Test
    void should_not_extend_the_timeout_of_a_fast_batch() {
        receive(20, "a", "b");

        after(4);

        assertThat(extensions()).isEmpty();
    }

    @Test
    void should_extend_the_timeout_of_a_whole_batch_repeatedly() throws Exception {
        receive(20, "a", "b");
        scriptExtension(2);
        scriptExtension(2);

        after(5);
        after(2);
        after(3);

        assertThat(extensions()).hasSize(2);
        JsonNode entries = new ObjectMapper().readTree(extensions().get(0)).get("Entries");
        assertThat(entries.findValuesAsText("ReceiptHandle")).containsExactlyInAnyOrder("a", "b");
        assertThat(entries.get(0).get("VisibilityTimeout").asInt()).isEqualTo(20);
    }

    @Test
    void should_not_extend_the_timeout_of_a_message_that_is_deleted_or_returned_to_the_queue() throws Exception {
        receive(20, "deleted", "returned", "kept");
        aws.thenAnswer("{\"Successful\": [{\"Id\": \"0\"}], \"Failed\": []}").thenAnswer("{}");
        sqs.deleteMessageBatch(delete -> delete.queueUrl(URL)
                .entries(DeleteMessageBatchRequestEntry.builder()
                        .id("0")
                        .receiptHandle("deleted")
                        .build()));
        sqs.changeMessageVisibility(
                change -> change.queueUrl(URL).receiptHandle("returned").visibilityTimeout(5));
        scriptExtension(1);

        after(10);

        assertThat(new ObjectMapper().readTree(extensions().get(0)).findValuesAsText("ReceiptHandle"))
                .containsExactly("kept");
    }

    @Test
    void should_retry_when_an_extension_failed() {
        receive(20, "a");
        aws.thenFail(500, "InternalError");
        scriptExtension(1);

        after(10);
        after(5);

        assertThat(extensions()).hasSize(2);
    }

    @Test
    void should_not_retry_the_extension_of_a_message_that_sqs_does_not_know() {
        receive(20, "a");
        aws.thenAnswer(
                "{\"Successful\": [], \"Failed\": [{\"Id\": \"0\", \"Code\": \"ReceiptHandleIsInvalid\", \"SenderFault\": true}]}");

        after(10);
        after(10);

        assertThat(extensions()).hasSize(1);
    }

    @Test
    void should_stop_extending_the_timeout_of_a_message_whose_processing_hangs() {
        receive(20, "a");
        for (int i = 0; i < 300; i++) {
            scriptExtension(1);
        }

        IntStream.range(0, 300).forEach(i -> after(5));

        assertThat(extensions()).hasSize(240);
    }

    @ParameterizedTest
    @ValueSource(strings = {URL, "declines"})
    void should_stop_extending_when_the_consumer_of_the_queue_has_ended(String queue) {
        receive(20, "a");
        keeper.forget("other-declines");
        keeper.forget(queue);

        after(10);

        assertThat(extensions()).isEmpty();
    }

    @Test
    void should_continue_extending_when_the_consumer_of_another_queue_has_ended() {
        receive(20, "a");
        scriptExtension(1);
        keeper.forget("other-declines");

        after(10);

        assertThat(extensions()).hasSize(1);
    }

    @Test
    void should_not_extend_messages_that_were_received_without_a_timeout() {
        receive(null, "a");

        after(10);

        assertThat(extensions()).isEmpty();
    }

    @Test
    void should_extend_up_to_ten_messages_in_a_request() {
        receive(20, IntStream.range(0, 10).mapToObj(i -> "a" + i).toArray(String[]::new));
        receive(20, IntStream.range(0, 5).mapToObj(i -> "b" + i).toArray(String[]::new));
        scriptExtension(10);
        scriptExtension(5);

        after(10);

        assertThat(extensions()).hasSize(2);
    }

    @Test
    void should_extend_the_timeouts_of_each_queue_at_its_own_interval() throws Exception {
        receive(20, "long");
        receive(8, "short");
        scriptExtension(1);

        after(2);

        assertThat(extensions()).hasSize(1);
        JsonNode entry =
                new ObjectMapper().readTree(extensions().get(0)).get("Entries").get(0);
        assertThat(entry.get("ReceiptHandle").asText()).isEqualTo("short");
        assertThat(entry.get("VisibilityTimeout").asInt()).isEqualTo(8);
    }

    @Test
    void should_reserve_the_last_timeout_of_a_message_for_its_end() {
        receive(20, "a");

        assertThat(keeper.requireTimeFor(received("a"))).isEqualTo(Duration.ofSeconds(59 * 20));

        time.set(time.instant().plusSeconds(59 * 20 - 1));
        assertThat(keeper.requireTimeFor(received("a"))).isEqualTo(Duration.ofSeconds(1));

        time.set(time.instant().plusSeconds(1));
        assertThatExceptionOfType(NotTriedException.class)
                .isThrownBy(() -> keeper.requireTimeFor(received("a")))
                .withMessage("the messages before it took too long");
    }

    @Test
    void should_allow_one_timeout_for_a_message_that_is_not_extended() {
        assertThat(keeper.requireTimeFor(received("a"))).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void should_not_allow_to_process_a_message_that_other_consumers_may_receive() {
        receive(20, "hangs");
        time.set(time.instant().plusSeconds(60 * 20 + 1));
        keeper.extend();
        receive(20, "unknown");
        aws.thenAnswer(
                "{\"Successful\": [], \"Failed\": [{\"Id\": \"0\", \"Code\": \"ReceiptHandleIsInvalid\", \"SenderFault\": true}]}");
        after(10);

        for (String lost : List.of("hangs", "unknown")) {
            assertThatExceptionOfType(NotTriedException.class)
                    .as(lost)
                    .isThrownBy(() -> keeper.requireTimeFor(received(lost)));
        }
    }

    private static ReceivedMessage received(String receiptHandle) {
        return new ReceivedMessage(QueueSettings.all(TestSettings.with()).get(0), "m", receiptHandle, 1);
    }

    private void receive(Integer timeout, String... receiptHandles) {
        aws.thenAnswer(List.of(receiptHandles).stream()
                .map("{\"MessageId\": \"m\", \"ReceiptHandle\": \"%s\", \"Body\": \"\"}"::formatted)
                .collect(Collectors.joining(", ", "{\"Messages\": [", "]}")));
        sqs.receiveMessage(receive -> receive.queueUrl(URL).visibilityTimeout(timeout));
    }

    private void scriptExtension(int messages) {
        aws.thenAnswer(IntStream.range(0, messages)
                .mapToObj("{\"Id\": \"%d\"}"::formatted)
                .collect(Collectors.joining(", ", "{\"Successful\": [", "], \"Failed\": []}")));
    }

    private void after(int seconds) {
        time.set(time.instant().plusSeconds(seconds));
        keeper.extend();
    }

    private List<String> extensions() {
        return aws.requests().stream()
                .filter(request -> request.operation().equals(EXTENSION))
                .map(ScriptedAws.Request::body)
                .toList();
    }
}
