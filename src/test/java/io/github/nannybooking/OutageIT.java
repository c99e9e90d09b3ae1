package io.github.nannybooking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nannybooking.testing.LongProof;
import io.github.nannybooking.testing.Marketplace;
import io.github.nannybooking.testing.Proof;
import io.github.nannybooking.testing.TestApp;
import io.github.nannybooking.testing.TestAws;
import io.github.nannybooking.testing.TestQueue;
import io.github.nannybooking.testing.TestTable;
import io.github.nannybooking.testing.faults.Fault;
import io.github.nannybooking.testing.faults.FaultProxy;
import io.github.nannybooking.testing.ledger.Ledger;
import io.github.nannybooking.testing.ledger.PostedJob;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tests a long outage of DynamoDB while {@code -Doutage.declines} declines are queued. A decline fails permanently after
 * five receives, and is received again after one or two seconds. The outage lasts {@code -Doutage.seconds}, by default
 * eight.
 */
@Proof
@Execution(ExecutionMode.CONCURRENT)
class OutageIT {

    private static final TestAws AWS = TestAws.shared();
    private static final Duration OUTAGE = Duration.ofSeconds(Long.getLong("outage.seconds", 8));
    private static final int DECLINES = Integer.getInteger("outage.declines", 200);
    private static final Duration RECOVERY = Duration.ofMinutes(1);
    private static final Duration WORK = Duration.ofSeconds(10);
    private static final int BOOKINGS = 5;
    private static final int APPLICATIONS = 20;

    private final Marketplace market = Marketplace.create();
    private final TestTable table = market.table();
    private final TestQueue queue = market.queue();
    private final FaultProxy toDynamoDb = new FaultProxy(AWS.dynamoDbEndpoint()).open();
    private final FaultProxy toSqs = new FaultProxy(AWS.sqsEndpoint()).open();

    @AfterEach
    void close() {
        toDynamoDb.close();
        toSqs.close();
    }

    @Test
    void should_send_no_dead_letter_while_dynamo_db_is_down() {
        try (TestApp app = startWithQueuedDeclines()) {
            toDynamoDb.shut();
            awaitEndOfOutage();
            toDynamoDb.heal();
            toDynamoDb.open();

            awaitRecovery();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLE", "DELAY"})
    void should_send_no_dead_letter_while_dynamo_db_accepts_no_writes(Fault fault) {
        toDynamoDb.delayBy(Duration.ofSeconds(5));
        try (TestApp app = startWithQueuedDeclines()) {
            toDynamoDb.failAll(fault, "UpdateItem");
            awaitEndOfOutage();
            toDynamoDb.heal();

            awaitRecovery();
        }
    }

    /** With the default settings: the checks that failed during the outage must not delay the one after it. */
    @LongProof
    @Test
    void should_settle_all_bookings_within_a_minute_after_an_outage_of_sqs() {
        Ledger ledger = new Ledger(table, queue);
        try (TestApp app = TestApp.start(market.resources(), Map.of(), toDynamoDb.endpoint(), toSqs.endpoint())) {
            toSqs.shut();
            for (int i = 0; i < BOOKINGS; i++) {
                PostedJob job = ledger.postJob(APPLICATIONS);
                String accepted = job.applicationIds().get(0);
                int status =
                        app.caller().book(job.username(), job.id(), accepted).statusCode();
                ledger.answered(job, accepted, OptionalInt.of(status));
                assertThat(status).isEqualTo(200);
            }
            await().pollDelay(OUTAGE).atMost(OUTAGE.plusSeconds(20)).until(() -> !ledger.findings()
                    .isEmpty());
            toSqs.open();

            await().atMost(RECOVERY.plus(WORK))
                    .untilAsserted(() -> assertThat(ledger.findings()).isEmpty());
        }
    }

    private TestApp startWithQueuedDeclines() {
        List<String> ids = IntStream.range(0, DECLINES).mapToObj(i -> "a" + i).toList();
        table.putApplications("j1", ids, Map.of());
        queue.sendDeclines("j1", ids);
        toDynamoDb.failAll(Fault.UNAVAILABLE, "UpdateItem");
        TestApp app = TestApp.start(
                market.resources(),
                Map.of(
                        "booking.aws.attempts", "2",
                        "booking.aws.attempt-timeout", "500",
                        "booking.decline.batch-size", "2",
                        "booking.decline.consumers", "2",
                        "booking.decline.retry-delay", "1",
                        "booking.decline.max-retry-delay", "1",
                        "booking.decline.pause", "1",
                        // the polls of the dead letter queue would also be counted
                        "booking.parking.enabled", "false"),
                toDynamoDb.endpoint(),
                toSqs.endpoint());
        await().until(() -> toDynamoDb.requests("UpdateItem") > 0);
        return app;
    }

    /** Each of the two consumers can process one batch, and receive one more before it pauses. */
    private void awaitEndOfOutage() {
        await().during(OUTAGE).atMost(OUTAGE.plusSeconds(20)).until(() -> toSqs.requests("ReceiveMessage") <= 4);
    }

    private void awaitRecovery() {
        await().atMost(RECOVERY).until(() -> queue.size() == 0);
        assertThat(market.failedDeclines()).isZero();
        await().untilAsserted(() ->
                assertThat(table.applicationsByStatus("j1")).isEqualTo(Map.of("DECLINED", (long) DECLINES)));
    }
}
