package io.github.nannybooking;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nannybooking.testing.Marketplace;
import io.github.nannybooking.testing.NeedsIsolatedWrites;
import io.github.nannybooking.testing.Proof;
import io.github.nannybooking.testing.TestApp;
import io.github.nannybooking.testing.TestAws;
import io.github.nannybooking.testing.TestQueue;
import io.github.nannybooking.testing.faults.FaultProxy;
import io.github.nannybooking.testing.ledger.Ledger;
import io.github.nannybooking.testing.ledger.PostedJob;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Makes {@code -Dfaults.bookings} bookings in sequence while requests to AWS fail at random, and checks that nothing is
 * lost. {@code -Dfaults.seed} and the number of a request of an operation determine which requests fail.
 */
@Proof
@NeedsIsolatedWrites
class RandomFaultsIT {

    private static final TestAws AWS = TestAws.shared();
    private static final long SEED = Long.getLong("faults.seed", new Random().nextInt(1_000_000));
    private static final int BOOKINGS = Integer.getInteger("faults.bookings", 20);
    private static final double RATE = 0.25;
    private static final int MOST_APPLICATIONS = 15;

    private final Marketplace market = Marketplace.create();
    private final TestQueue queue = market.queue();
    private final Ledger ledger = new Ledger(market.table(), queue);
    private final FaultProxy toDynamoDb = new FaultProxy(AWS.dynamoDbEndpoint()).open();
    private final FaultProxy toSqs = new FaultProxy(AWS.sqsEndpoint()).open();

    @AfterEach
    void close() {
        toDynamoDb.close();
        toSqs.close();
    }

    @Test
    void should_lose_no_booking_or_decline_when_requests_fail_at_random() {
        System.out.printf("Random faults with -Dfaults.seed=%d%n", SEED);
        try (TestApp app = start()) {
            toDynamoDb.delayBy(Duration.ofMillis(500));
            toSqs.delayBy(Duration.ofMillis(500));
            toDynamoDb.injectRandomly(SEED, RATE);
            toSqs.injectRandomly(SEED, RATE);
            book(app, new Random(SEED));
            toDynamoDb.heal();
            toSqs.heal();

            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                app.caller().post("/failed-declines/retry");
                assertThat(ledger.findings()).isEmpty();
            });
        } finally {
            report();
        }
    }

    private TestApp start() {
        return TestApp.start(
                market.resources(),
                Map.ofEntries(
                        entry("booking.aws.attempts", "3"),
                        entry("booking.aws.attempt-timeout", "300"),
                        entry("booking.aws.budget", "1500"),
                        // the reconciler must not send declines again faster than they are processed
                        entry("booking.decline.batch-size", "8"),
                        entry("booking.decline.consumers", "4"),
                        entry("booking.decline.pause", "1"),
                        entry("booking.decline.retry-delay", "1"),
                        entry("booking.decline.max-retry-delay", "2"),
                        entry("booking.decline.visibility-timeout", "4"),
                        entry("booking.reconcile.interval", "1"),
                        entry("booking.reconcile.first-check", "2"),
                        entry("booking.reconcile.max-delay", "4")),
                toDynamoDb.endpoint(),
                toSqs.endpoint());
    }

    /** Repeats a booking without an answer of 200 or gives up, and sometimes books another application too. */
    private void book(TestApp app, Random random) {
        for (int i = 0; i < BOOKINGS; i++) {
            PostedJob job = ledger.postJob(1 + random.nextInt(MOST_APPLICATIONS));
            String favourite = job.applicationIds().get(0);
            for (int attempt = 0; attempt < 3 && post(app, job, favourite) == 503 && random.nextBoolean(); ) {
                attempt++;
            }
            if (random.nextInt(4) == 0) {
                post(app, job, job.applicationIds().get(job.applicationIds().size() - 1));
            }
        }
    }

    private int post(TestApp app, PostedJob job, String applicationId) {
        int status = app.caller().book(job.username(), job.id(), applicationId).statusCode();
        ledger.answered(job, applicationId, OptionalInt.of(status));
        assertThat(status).isIn(200, 409, 503);
        return status;
    }

    private void report() {
        System.out.printf(
                "%d jobs booked with 200, answers %s, %d declines, faults of DynamoDB %s, of SQS %s%n",
                ledger.bookedJobs(), ledger.answersByStatus(), ledger.declines(), toDynamoDb.faults(), toSqs.faults());
    }
}
