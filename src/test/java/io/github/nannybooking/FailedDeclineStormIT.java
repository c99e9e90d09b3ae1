package io.github.nannybooking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nannybooking.testing.HttpCaller;
import io.github.nannybooking.testing.JarProcess;
import io.github.nannybooking.testing.LongProof;
import io.github.nannybooking.testing.Marketplace;
import io.github.nannybooking.testing.Proof;
import io.github.nannybooking.testing.TestApp;
import io.github.nannybooking.testing.TestAws;
import io.github.nannybooking.testing.TestTable;
import io.github.nannybooking.testing.faults.Fault;
import io.github.nannybooking.testing.faults.FaultProxy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests many failed declines at once, and processes that are killed while they park or retry them. */
@Proof
class FailedDeclineStormIT {

    private static final TestAws AWS = TestAws.shared();
    private static final int DECLINES = Integer.getInteger("storm.declines", 40);
    private static final Duration SETTLED = Duration.ofMinutes(2).plusMillis(300L * DECLINES);
    private static final String JOB = "j1";

    @TempDir
    private Path directory;

    private final Marketplace market = Marketplace.create();
    private final TestTable table = market.table();

    @Test
    void should_decline_all_applications_that_are_retried_at_once() throws Exception {
        try (JarProcess parking = start(AWS.dynamoDbEndpoint(), AWS.sqsEndpoint())) {
            bookAndLetFail(parking, DECLINES);
            awaitParked(DECLINES);
            parking.terminate();
            parking.awaitExit();
        }

        try (TestApp app = startHasty()) {
            assertThat(app.caller().post("/failed-declines/retry").statusCode()).isEqualTo(202);

            awaitCompleted(app.caller(), DECLINES);
        }
    }

    @LongProof
    @Test
    void should_park_a_dead_letter_once_when_the_process_died_before_it_acknowledged_it() throws Exception {
        try (FaultProxy toSqs = new FaultProxy(AWS.sqsEndpoint()).open()) {
            toSqs.failAll(Fault.REFUSE, "DeleteMessageBatch");
            try (JarProcess dying = start(AWS.dynamoDbEndpoint(), toSqs.endpoint())) {
                bookAndLetFail(dying, 30);
                awaitParked(30);
                assertThat(market.deadLetters().size()).isEqualTo(30);
                dying.kill();
            }
        }

        try (JarProcess next = start(AWS.dynamoDbEndpoint(), AWS.sqsEndpoint())) {
            await().atMost(SETTLED).until(() -> market.deadLetters().size() == 0);
        }
        assertThat(table.failedDeclines()).hasSize(30);
        assertThat(table.booking(JOB).get("failedApplicationIds").ss()).hasSize(30);
    }

    @LongProof
    @Test
    void should_park_a_dead_letter_once_when_the_process_died_before_the_answer_to_the_write() throws Exception {
        try (FaultProxy toDynamoDb = new FaultProxy(AWS.dynamoDbEndpoint()).open()) {
            try (JarProcess dying = start(toDynamoDb.endpoint(), AWS.sqsEndpoint())) {
                dying.awaitLive();
                book(dying);
                toDynamoDb.failAll(Fault.LOSE_ANSWER, "TransactWriteItems");
                letFail(20);
                await().atMost(SETTLED).until(() -> !table.failedDeclines().isEmpty());
                dying.kill();
            }
        }

        try (JarProcess next = start(AWS.dynamoDbEndpoint(), AWS.sqsEndpoint())) {
            await().atMost(SETTLED).until(() -> market.deadLetters().size() == 0);
        }
        assertThat(table.failedDeclines()).hasSize(20);
    }

    @LongProof
    @Test
    void should_lose_no_decline_when_the_process_dies_during_a_retry() throws Exception {
        try (JarProcess dying = start(AWS.dynamoDbEndpoint(), AWS.sqsEndpoint())) {
            bookAndLetFail(dying, 200);
            awaitParked(200);

            assertThat(dying.caller().post("/failed-declines/retry").statusCode())
                    .isEqualTo(202);
            await().atMost(SETTLED)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> table.failedDeclines().size() < 180);
            dying.kill();
        }
        assertThat(table.failedDeclines()).as("not retried in the round").isNotEmpty();

        try (TestApp app = startHasty()) {
            assertThat(app.caller().post("/failed-declines/retry").statusCode()).isEqualTo(202);

            awaitCompleted(app.caller(), 200);
        }
    }

    @LongProof
    @Test
    void should_retry_a_decline_again_when_it_was_sent_but_not_deleted() throws Exception {
        try (FaultProxy toDynamoDb = new FaultProxy(AWS.dynamoDbEndpoint()).open()) {
            try (JarProcess dying = start(toDynamoDb.endpoint(), AWS.sqsEndpoint())) {
                bookAndLetFail(dying, 1);
                awaitParked(1);
                String id = table.failedDeclines().get(0).get("id").s();
                toDynamoDb.failAll(Fault.REFUSE, "TransactWriteItems");

                assertThat(dying.caller()
                                .post("/failed-declines/" + id + "/retry")
                                .statusCode())
                        .isEqualTo(503);

                await().atMost(SETTLED)
                        .until(() -> table.applicationStatus(JOB, "f0").equals("DECLINED"));
                dying.kill();
            }
        }
        assertThat(table.failedDeclines()).hasSize(1);

        try (TestApp app = startHasty()) {
            app.caller().post("/failed-declines/retry");

            awaitCompleted(app.caller(), 1);
        }
    }

    /** Starts a process that checks no booking during a test. */
    private JarProcess start(URI dynamoDb, URI sqs) throws IOException {
        return JarProcess.start(
                directory,
                dynamoDb,
                sqs,
                market.resources()
                        .asEnvironment(Map.of(
                                "BOOKING_RECONCILE_FIRST_CHECK", "3600",
                                "BOOKING_DECLINE_WAIT_TIME", "1",
                                "BOOKING_PARKING_WAIT_TIME", "1")));
    }

    /** Starts an application that checks a booking soon after its declines are retried. */
    private TestApp startHasty() {
        return TestApp.start(
                market.resources(),
                Map.of(
                        "booking.decline.batch-size", "10",
                        "booking.reconcile.interval", "1",
                        "booking.reconcile.first-check", "2",
                        "booking.reconcile.max-delay", "4"));
    }

    private void bookAndLetFail(JarProcess app, int declines) {
        app.awaitLive();
        book(app);
        letFail(declines);
    }

    private void book(JarProcess app) {
        table.putJob("maria", JOB);
        table.putApplication(JOB, "a1", "PENDING", Map.of());
        assertThat(app.caller().book("maria", JOB, "a1").statusCode()).isEqualTo(200);
    }

    /** Adds this number of applications to the job, and sends their declines to the dead letter queue. */
    private void letFail(int declines) {
        List<String> ids = IntStream.range(0, declines).mapToObj(i -> "f" + i).toList();
        table.putApplications(JOB, ids, Map.of());
        market.deadLetters().sendDeclines(JOB, ids);
    }

    private void awaitParked(int count) {
        await().atMost(SETTLED)
                .untilAsserted(() -> assertThat(table.failedDeclines()).hasSize(count));
    }

    private void awaitCompleted(HttpCaller caller, int declined) {
        await().atMost(SETTLED)
                .untilAsserted(() -> assertThat(caller.readBooking(JOB).body())
                        .contains(
                                "\"bookingStatus\":\"COMPLETED\"",
                                "{\"pending\":0,\"declined\":%d,\"failed\":0}".formatted(declined)));
        await().atMost(SETTLED)
                .until(() -> market.failedDeclines() + market.queue().size() == 0);
    }
}
