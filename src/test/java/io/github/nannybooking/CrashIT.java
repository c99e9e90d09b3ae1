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
 * Nothing is lost however often a process dies: the jar, killed at random moments while bookings arrive. When it is
 * killed follows from {@code -Dcrash.seed}, what is booked as far as threads allow; {@code -Dcrash.seconds} is the time of each run.
 */
@NeedsIsolatedWrites
class CrashIT {

    private static final TestAws AWS = TestAws.shared();
    private static final long SEED = Long.getLong("crash.seed", new Random().nextInt(1_000_000));
    private static final Duration LOAD = Duration.ofSeconds(Long.getLong("crash.seconds", 5));
    private static final Duration SETTLED = Duration.ofMinutes(2);
    private static final int CALLERS = 3;
    private static final int LONGEST_LIFE_MILLIS = 3_000;

    /** It finds what a crash took with it within seconds. */
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
    void should_lose_nothing_when_the_only_process_is_killed() throws Exception {
        should_lose_nothing_when_processes_are_killed(1);
    }

    @LongProof
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void should_lose_nothing_when_processes_are_killed(int count) throws Exception {
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
        // on a busy machine an instance may take so long to start that it is killed before it books anything
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
                retryWhatCameBackTooOften(instances);
                assertThat(ledger.findings()).isEmpty();
            });
        } finally {
            report(instances);
        }
    }

    /** Whoever is killed with a message may be the last that may receive it; SQS then makes it a dead letter. */
    private static void retryWhatCameBackTooOften(Instances instances) {
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
