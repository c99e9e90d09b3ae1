package io.github.nannybooking.platform.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.testing.ScriptedAws;
import io.github.nannybooking.testing.TestClock;
import io.github.nannybooking.testing.TestSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
    private static final Duration HANGS = Duration.ofDays(1);

    private final ScriptedAws aws = new ScriptedAws();
    private final TestClock time = new TestClock(Instant.EPOCH);
    private final AtomicInteger started = new AtomicInteger();
    private final ForkJoinPool requests = new ForkJoinPool(2) {

        @Override
        public void execute(Runnable request) {
            started.incrementAndGet();
            super.execute(request);
        }
    };
    private final MessageKeeper keeper = new MessageKeeper(this::client, time, requests);
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

    @Test
    void should_end_its_threads_when_it_stops() {
        receive(600, "a");
        scriptExtension(1, HANGS);
        time.set(time.instant().plusSeconds(150));
        keeper.extend();
        await().until(() -> extensions().size() == 1);

        keeper.stop();
        sqs.close();

        await().until(requests::isTerminated);
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
    void should_extend_the_messages_of_each_receive_by_a_request_of_their_own() {
        receive(20, IntStream.range(0, 10).mapToObj(i -> "a" + i).toArray(String[]::new));
        receive(20, IntStream.range(0, 5).mapToObj(i -> "b" + i).toArray(String[]::new));
        scriptExtension(10);
        scriptExtension(10);

        after(10);

        assertThat(extensions())
                .hasSize(2)
                .anyMatch(body -> body.contains("a0") && body.contains("a9") && !body.contains("b0"))
                .anyMatch(body -> body.contains("b0") && body.contains("b4"));
    }

    @Test
    void should_extend_other_messages_while_a_request_hangs() {
        receive(600, "a");
        receive(600, "b");
        scriptExtension(1, HANGS);
        scriptExtension(1);
        scriptExtension(1);

        time.set(time.instant().plusSeconds(150));
        keeper.extend();
        await().until(() -> extensions().size() == 2);
        time.set(time.instant().plusSeconds(150));
        await().until(() -> {
            keeper.extend();
            return extensions().size() == 3;
        });

        assertThat(extensions().get(2))
                .as("the request whose answer has come is sent again")
                .isEqualTo(extensions().get(1))
                .isNotEqualTo(extensions().get(0));
    }

    @Test
    void should_not_extend_messages_again_while_their_request_hangs() {
        receive(600, "a", "b");
        scriptExtension(2, HANGS);

        for (int i = 0; i < 3; i++) {
            time.set(time.instant().plusSeconds(150));
            keeper.extend();
        }

        assertThat(started).hasValue(1);
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
        after(60 * 20 + 1);
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
        scriptExtension(messages, Duration.ZERO);
    }

    private void scriptExtension(int messages, Duration delay) {
        aws.thenAnswer(
                IntStream.range(0, messages)
                        .mapToObj("{\"Id\": \"%d\"}"::formatted)
                        .collect(Collectors.joining(", ", "{\"Successful\": [", "], \"Failed\": []}")),
                delay);
    }

    private void after(int seconds) {
        time.set(time.instant().plusSeconds(seconds));
        keeper.extend();
        assertThat(requests.awaitQuiescence(10, TimeUnit.SECONDS)).isTrue();
    }

    private List<String> extensions() {
        return aws.requests().stream()
                .filter(request -> request.operation().equals(EXTENSION))
                .map(ScriptedAws.Request::body)
                .toList();
    }
}
