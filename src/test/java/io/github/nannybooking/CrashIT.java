package io.github.nannybooking;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nannybooking.testing.Callers;
import io.github.nannybooking.testing.Instances;
import io.github.nannybooking.testing.LongProof;
import io.github.nannybooking.testing.Marketplace;
import io.github.nannybooking.testing.NeedsIsolatedWrites;
import io.github.nannybooking.testing.TestAws;
import io.github.nannybooking.testing.TestQueue;
import io.github.nannybooking.testing.ledger.Ledger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kills processes of the jar at random moments while bookings arrive, and checks that nothing is lost.
 * {@code -Dcrash.seed} determines when a process is killed and, as far as threads allow, what is booked.
 * {@code -Dcrash.seconds} is the duration of each run.
 */
@NeedsIsolatedWrites
class CrashIT {

    private static final TestAws AWS = TestAws.shared();
    private static final long SEED = Long.getLong("crash.seed", new Random().nextInt(1_000_000));
    private static final Duration LOAD = Duration.ofSeconds(Long.getLong("crash.seconds", 5));
    private static final Duration SETTLED = Duration.ofMinutes(1);
    private static final int CALLERS = 3;
    private static final int LONGEST_LIFE_MILLIS = 3_000;

    /** Settings with which bookings are completed within seconds after a crash. */
    private static final Map<String, String> HASTY = Map.of(
            "BOOKING_RECONCILE_INTERVAL", "1",
            "BOOKING_RECONCILE_FIRST_CHECK", "3",
            "BOOKING_RECONCILE_MAX_DELAY", "5",
            "BOOKING_DECLINE_VISIBILITY_TIMEOUT", "5",
            "BOOKING_AWS_ATTEMPTS", "2",
            "BOOKING_AWS_ATTEMPT_TIMEOUT", "1000",
            "BOOKING_DECLINE_WAIT_TIME", "1",
            "BOOKING_PARKING_WAIT_TIME", "1");

    @TempDir
    private Path directory;

    private final Marketplace market = Marketplace.create();
    private final TestQueue queue = market.queue();
    private final Ledger ledger = new Ledger(market.table(), queue);

    private final ScheduledExecutorService killer = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void stopKiller() {
        killer.shutdownNow();
    }

    @Test
    void should_lose_no_booking_or_decline_when_the_only_process_is_killed() throws Exception {
        should_lose_no_booking_or_decline_when_processes_are_killed(1);
    }

    @LongProof
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void should_lose_no_booking_or_decline_when_processes_are_killed(int count) throws Exception {
        System.out.printf("Crashes of %d instances with -Dcrash.seed=%d%n", count, SEED);
        try (Instances instances =
                new Instances(AWS, directory, market.resources().asEnvironment(HASTY))) {
            instances.start(count);
            Callers callers = Callers.start(ledger, instances::any, new Random(SEED), CALLERS);
            killAndRestart(instances, new Random(SEED));
            callers.stop();

            awaitSettled(instances);
        }
        assertThat(ledger.answersByStatus().keySet()).isSubsetOf(200, 409, 503);
        assertThat(ledger.bookedJobs()).isPositive();
        assertThat(ledger.declines()).isPositive();
    }

    private void killAndRestart(Instances instances, Random random) throws Exception {
        long end = System.nanoTime() + LOAD.toNanos();
        // on a busy machine, an instance may be killed before it has started and booked anything
        long latest = end + SETTLED.toNanos();
        while (System.nanoTime() < end || ledger.bookedJobs() == 0 && System.nanoTime() < latest) {
            killer.schedule(() -> instances.killAny(random), random.nextInt(LONGEST_LIFE_MILLIS), MILLISECONDS)
                    .get();
            instances.start(1);
            ledger.lookAtTable();
        }
    }

    private void awaitSettled(Instances instances) {
        try {
            await().atMost(SETTLED).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
                retryFailedDeclines(instances);
                assertThat(ledger.findings()).isEmpty();
            });
        } finally {
            report(instances);
        }
    }

    /** SQS may move a message to the dead letter queue when a process is killed during its last receive. */
    private static void retryFailedDeclines(Instances instances) {
        instances.any(new Random()).orElseThrow().post("/failed-declines/retry");
    }

    private void report(Instances instances) {
        System.out.printf(
                "%d kills, %d jobs booked with 200, answers %s, %d lost answers, %d declines, %d failed declines, %.1f s since the last kill%n",
                instances.kills(),
                ledger.bookedJobs(),
                ledger.answersByStatus(),
                ledger.lostAnswers(),
                ledger.declines(),
                market.failedDeclines(),
                instances.sinceLastKill().toMillis() / 1000.0);
    }
}
