package io.github.nannybooking.platform.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;

class AcknowledgementsTest {

    private static final Duration SOON = Duration.ofMillis(10);
    private static final Duration LATE = Duration.ofMinutes(10);

    private final Deletions sqs = new Deletions();
    private Acknowledgements acknowledgements;

    /** Stands in for SQS: takes all, but answers first what a test says. */
    private static final class Deletions implements SqsClient {

        private final List<List<String>> requests = new CopyOnWriteArrayList<>();
        private final Queue<Function<DeleteMessageBatchRequest, DeleteMessageBatchResponse>> answers =
                new ArrayDeque<>();

        @Override
        public synchronized DeleteMessageBatchResponse deleteMessageBatch(
                Consumer<DeleteMessageBatchRequest.Builder> change) {
            DeleteMessageBatchRequest request =
                    DeleteMessageBatchRequest.builder().applyMutation(change).build();
            requests.add(request.entries().stream()
                    .map(entry -> request.queueUrl() + ":" + entry.receiptHandle())
                    .toList());
            return answers.isEmpty()
                    ? DeleteMessageBatchResponse.builder().build()
                    : answers.remove().apply(request);
        }

        @Override
        public String serviceName() {
            return "sqs";
        }

        @Override
        public void close() {}
    }

    @AfterEach
    void stop() {
        acknowledgements.stop();
    }

    @Test
    void should_delete_ten_at_once_without_waiting() {
        start(LATE);

        add(25);

        assertThat(sqs.requests).hasSize(2).allSatisfy(batch -> assertThat(batch)
                .hasSize(10));
    }

    @Test
    void should_not_keep_a_single_one_waiting() {
        start(SOON);

        add(1);

        await().untilAsserted(() -> assertThat(sqs.requests).containsExactly(List.of("declines:0")));
    }

    @Test
    void should_delete_what_waits_when_it_stops() {
        start(LATE);
        add(3);

        acknowledgements.stop();

        assertThat(sqs.requests).containsExactly(List.of("declines:0", "declines:1", "declines:2"));
    }

    @Test
    void should_repeat_only_what_was_refused() {
        sqs.answers.add(request -> refuse(request.entries().get(1), false));
        start(SOON);

        add(3);

        await().until(() -> sqs.requests.stream().mapToInt(List::size).sum() == 4);
        assertThat(sqs.requests).last().isEqualTo(List.of("declines:1"));
    }

    @Test
    void should_repeat_all_when_the_request_failed() {
        sqs.answers.add(request -> {
            throw SdkClientException.create("connection reset");
        });
        start(LATE);

        add(10);
        acknowledgements.stop();

        assertThat(sqs.requests).hasSize(2);
        assertThat(sqs.requests.get(1)).isEqualTo(sqs.requests.get(0));
    }

    @Test
    void should_continue_after_a_bug() {
        sqs.answers.add(request -> {
            throw new IllegalStateException("a bug");
        });
        start(SOON);

        add(1);

        await().until(() -> sqs.requests.size() == 2);
    }

    @Test
    void should_not_repeat_what_sqs_does_not_know() {
        sqs.answers.add(request -> refuse(request.entries().get(0), true));
        start(LATE);

        add(10);
        acknowledgements.stop();

        assertThat(sqs.requests).hasSize(1);
    }

    @Test
    void should_leave_to_another_delivery_what_is_refused_again_and_again() {
        for (int i = 0; i < 10; i++) {
            sqs.answers.add(request -> refuse(request.entries().get(0), false));
        }
        start(LATE);
        add(1);

        acknowledgements.stop();

        assertThat(sqs.requests).hasSize(5);
    }

    private void start(Duration within) {
        acknowledgements = new Acknowledgements(sqs, "declines", within);
        acknowledgements.start();
    }

    private void add(int messages) {
        IntStream.range(0, messages).forEach(i -> acknowledgements.add(String.valueOf(i)));
    }

    private static DeleteMessageBatchResponse refuse(DeleteMessageBatchRequestEntry entry, boolean senderFault) {
        return DeleteMessageBatchResponse.builder()
                .failed(BatchResultErrorEntry.builder()
                        .id(entry.id())
                        .code("scripted")
                        .senderFault(senderFault)
                        .build())
                .build();
    }
}
