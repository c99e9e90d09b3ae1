package io.github.nannybooking;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nannybooking.testing.Marketplace;
import io.github.nannybooking.testing.TestApp;
import io.github.nannybooking.testing.TestAws;
import io.github.nannybooking.testing.TestQueue;
import io.github.nannybooking.testing.TestTable;
import io.github.nannybooking.testing.faults.Fault;
import io.github.nannybooking.testing.faults.FaultProxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.services.sqs.model.Message;

/** How a received message ends: it is deleted or returned, and kept as long as it is processed. */
@Execution(ExecutionMode.CONCURRENT)
class RetryIT {

    private static final TestAws AWS = TestAws.shared();
    private static final String JOB = "j1";

    private final Marketplace market = Marketplace.create();
    private final TestTable table = market.table();
    private final TestQueue queue = market.queue();
    private final TestQueue deadLetters = market.deadLetters();
    private final FaultProxy toDynamoDb = new FaultProxy(AWS.dynamoDbEndpoint()).open();
    private final FaultProxy toSqs = new FaultProxy(AWS.sqsEndpoint()).open();

    @AfterEach
    void close() {
        toDynamoDb.close();
        toSqs.close();
    }

    @Test
    void should_return_only_the_one_that_failed_of_a_batch() {
        queueDeclines(10);
        toDynamoDb.inject(Fault.UNAVAILABLE, "UpdateItem", 1);
        try (TestApp app = start(Map.of())) {
            await().untilAsserted(() ->
                    assertThat(table.applicationsByStatus(JOB)).isEqualTo(Map.of("DECLINED", 9L, "PENDING", 1L)));
            await().until(() -> queue.size() == 1);

            awaitDeclined(10);
        }
        assertThat(toSqs.requests("ChangeMessageVisibility")).isEqualTo(1);
        assertThat(deadLetters.size()).isZero();
    }

    @Test
    void should_make_a_dead_letter_when_the_last_attempt_has_failed_whatever_instance_made_it() {
        queueDeclines(1);
        toDynamoDb.inject(Fault.UNAVAILABLE, "UpdateItem", 1);
        try (TestApp first = start(Map.of("booking.decline.attempts", "2"))) {
            await().until(() -> toSqs.requests("ChangeMessageVisibility") == 1);
        }
        toDynamoDb.inject(Fault.UNAVAILABLE, "UpdateItem", 1);
        try (TestApp second = start(Map.of("booking.decline.attempts", "2"))) {
            await().atMost(Duration.ofSeconds(20)).until(() -> deadLetters.size() == 1);
            await().until(() -> queue.size() == 0);
        }

        Message deadLetter = deadLetters.takeAll().get(0);
        assertThat(deadLetter.body()).isEqualTo("{\"id\": \"a0\", \"jobId\": \"j1\"}");
        assertThat(deadLetter.messageAttributes().get("attempts").stringValue()).isEqualTo("2");
        assertThat(deadLetter.messageAttributes().get("exception").stringValue())
                .isEqualTo("software.amazon.awssdk.services.dynamodb.model.DynamoDbException");
    }

    @Test
    void should_delete_ten_messages_in_a_request() {
        queueDeclines(100);
        try (TestApp app = start(Map.of("booking.decline.batch-size", "5"))) {
            awaitDeclined(100);
        }

        assertThat(toSqs.requests("DeleteMessage")).isZero();
        assertThat(toSqs.requests("DeleteMessageBatch")).isBetween(10, 20);
        assertThat(toSqs.requests("ChangeMessageVisibilityBatch"))
                .as("fast batches need no longer timeout")
                .isZero();
    }

    @Test
    void should_delete_what_is_done_before_it_ends() {
        queueDeclines(3);
        try (TestApp app = start(Map.of())) {
            await().until(() -> table.applicationsByStatus(JOB).equals(Map.of("DECLINED", 3L)));
        }

        assertThat(queue.size()).isZero();
    }

    @Test
    void should_keep_all_of_a_slow_batch_from_other_consumers_longer_than_its_visibility_timeout() {
        queueDeclines(10);
        toDynamoDb.delayBy(Duration.ofMillis(2_000));
        toDynamoDb.failAll(Fault.DELAY, "UpdateItem");
        Map<String, String> slow = Map.of(
                "booking.aws.attempts", "2",
                "booking.aws.attempt-timeout", "4000",
                "booking.decline.consumers", "2",
                "booking.decline.visibility-timeout", "16");
        try (TestApp app = start(slow)) {
            awaitDeclined(10);
        }

        assertThat(toDynamoDb.requests("UpdateItem")).as("each once").isEqualTo(10);
        assertThat(toSqs.requests("ChangeMessageVisibilityBatch")).isPositive();
    }

    private void queueDeclines(int declines) {
        List<String> ids = IntStream.range(0, declines).mapToObj(i -> "a" + i).toList();
        table.putApplications(JOB, ids, Map.of());
        queue.sendDeclines(JOB, ids);
    }

    private TestApp start(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.ofEntries(
                entry("booking.aws.attempts", "1"),
                entry("booking.decline.batch-size", "10"),
                entry("booking.decline.retry-delay", "10"),
                entry("booking.decline.acknowledge-within", "1000"),
                entry("booking.parking.enabled", "false")));
        all.putAll(settings);
        return TestApp.start(market.resources(), all, toDynamoDb.endpoint(), toSqs.endpoint());
    }

    private void awaitDeclined(long declined) {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> table.applicationsByStatus(JOB).equals(Map.of("DECLINED", declined)) && queue.size() == 0);
    }
}
