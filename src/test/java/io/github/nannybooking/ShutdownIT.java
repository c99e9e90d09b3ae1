package io.github.nannybooking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nannybooking.testing.Callers;
import io.github.nannybooking.testing.JarProcess;
import io.github.nannybooking.testing.Marketplace;
import io.github.nannybooking.testing.NeedsIsolatedWrites;
import io.github.nannybooking.testing.TestAws;
import io.github.nannybooking.testing.TestQueue;
import io.github.nannybooking.testing.TestTable;
import io.github.nannybooking.testing.faults.Fault;
import io.github.nannybooking.testing.faults.FaultProxy;
import io.github.nannybooking.testing.ledger.Ledger;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests SIGTERM, which every deployment sends: the process ends within 30 s and completes its work. */
class ShutdownIT {

    private static final TestAws AWS = TestAws.shared();
    private static final int SIGTERM = 128 + 15;
    private static final int DECLINES = 500;

    @TempDir
    private Path directory;

    private final Marketplace market = Marketplace.create();
    private final TestTable table = market.table();
    private final TestQueue queue = market.queue();

    @Test
    @NeedsIsolatedWrites
    void should_answer_bookings_with_200_or_503_until_the_shutdown_ends() throws Exception {
        Ledger ledger = new Ledger(table, queue);
        Map<String, String> settings = Map.of(
                "BOOKING_DECLINE_RETRY_DELAY", "1",
                "BOOKING_RECONCILE_INTERVAL", "1",
                "BOOKING_RECONCILE_FIRST_CHECK", "1",
                "BOOKING_RECONCILE_MAX_DELAY", "2");
        try (JarProcess app = start(AWS.dynamoDbEndpoint(), settings)) {
            app.awaitLive();
            Callers callers = Callers.start(ledger, random -> Optional.of(app.caller()), new Random(), 4);
            await().atMost(Duration.ofMinutes(1)).until(() -> ledger.bookedJobs() >= 20);
            app.terminate();
            assertThat(app.awaitExit()).isEqualTo(SIGTERM);
            callers.stop();
        }
        assertThat(ledger.answersByStatus()).containsKey(200);
        assertThat(ledger.answersByStatus().keySet()).isSubsetOf(200, 409, 503);

        try (JarProcess next = start(AWS.dynamoDbEndpoint(), settings)) {
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(ledger.findings()).isEmpty());
        }
    }

    @Test
    void should_acknowledge_every_processed_decline_during_the_shutdown() throws Exception {
        List<String> ids = IntStream.range(0, DECLINES).mapToObj(i -> "a" + i).toList();
        table.putApplications("j1", ids, Map.of());
        queue.sendDeclines("j1", ids);
        try (JarProcess app = start(AWS.dynamoDbEndpoint(), Map.of("BOOKING_DECLINE_CONSUMERS", "3"))) {
            await().atMost(Duration.ofMinutes(1)).until(() -> queue.size() < DECLINES);
            app.terminate();
            assertThat(app.awaitExit()).isEqualTo(SIGTERM);
        }

        Map<String, Long> applications = table.applicationsByStatus("j1");
        assertThat(applications).containsKeys("PENDING", "DECLINED");
        assertThat(queue.size()).isEqualTo(applications.get("PENDING").intValue());
    }

    @Test
    void should_shut_down_in_time_when_dynamo_db_does_not_answer() throws Exception {
        List<String> ids = IntStream.range(0, 40).mapToObj(i -> "a" + i).toList();
        queue.sendDeclines("j1", ids);
        try (FaultProxy toDynamoDb = new FaultProxy(AWS.dynamoDbEndpoint()).open()) {
            toDynamoDb.delayBy(Duration.ofMinutes(2));
            toDynamoDb.failAll(Fault.DELAY);
            try (JarProcess app = start(toDynamoDb.endpoint(), Map.of("BOOKING_DECLINE_CONSUMERS", "4"))) {
                await().atMost(Duration.ofMinutes(1)).until(() -> toDynamoDb.requests("UpdateItem") > 0);
                app.terminate();

                assertThat(app.awaitExit()).isEqualTo(SIGTERM);
            }
        }
        assertThat(queue.size()).isEqualTo(ids.size());
    }

    @Test
    void should_not_reconcile_another_booking_during_the_shutdown() throws Exception {
        try (FaultProxy toDynamoDb = new FaultProxy(AWS.dynamoDbEndpoint()).open()) {
            IntStream.range(0, 100).forEach(i -> table.putDueBooking("maria", "j" + i, "a1"));
            toDynamoDb.delayBy(Duration.ofSeconds(1));
            toDynamoDb.failAll(Fault.DELAY, "UpdateItem");
            try (JarProcess app = start(
                    toDynamoDb.endpoint(),
                    Map.of("BOOKING_DECLINE_WAIT_TIME", "1", "BOOKING_PARKING_WAIT_TIME", "1"))) {
                await().atMost(Duration.ofMinutes(1)).until(() -> toDynamoDb.requests("UpdateItem") > 2);
                app.terminate();
                int before = toDynamoDb.requests("UpdateItem");

                assertThat(app.awaitExit()).isEqualTo(SIGTERM);
                assertThat(toDynamoDb.requests("UpdateItem"))
                        .as("claimed and completed")
                        .isLessThanOrEqualTo(before + 2);
            }
        }
    }

    @Test
    void should_shut_down_in_time_during_the_longest_poll() throws Exception {
        try (JarProcess app = start(
                AWS.dynamoDbEndpoint(), Map.of("BOOKING_DECLINE_WAIT_TIME", "20", "BOOKING_PARKING_WAIT_TIME", "20"))) {
            app.caller().awaitManagementStatus("/observe/health/ready", 200);
            app.terminate();

            assertThat(app.awaitExit()).isEqualTo(SIGTERM);
        }
    }

    private JarProcess start(URI dynamoDb, Map<String, String> settings) throws IOException {
        return JarProcess.start(
                directory, dynamoDb, AWS.sqsEndpoint(), market.resources().asEnvironment(settings));
    }
}
