package io.github.nannybooking.testing;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.testing.ledger.Ledger;
import io.github.nannybooking.testing.ledger.PostedJob;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Parents who post and book jobs continuously. Half of them repeat a booking that got no answer or a 503. */
public final class Callers {

    private static final int MOST_APPLICATIONS = 15;
    private static final int LONGEST_PAUSE_MILLIS = 500;
    private static final int LONGEST_WAIT_MILLIS = 1_500;

    private final Ledger ledger;
    private final Function<Random, Optional<HttpCaller>> application;
    private final Random random;
    private final ScheduledThreadPoolExecutor threads;
    private final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();

    private Callers(Ledger ledger, Function<Random, Optional<HttpCaller>> application, Random random, int count) {
        this.ledger = ledger;
        this.application = application;
        this.random = random;
        this.threads = new ScheduledThreadPoolExecutor(count, new DiscardPolicy());
        this.threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** @param application a way to the application, empty while there is none, requested before each booking */
    public static Callers start(
            Ledger ledger, Function<Random, Optional<HttpCaller>> application, Random random, int count) {
        Callers callers = new Callers(ledger, application, random, count);
        for (int i = 0; i < count; i++) {
            callers.run(callers::postAndBook, 0);
        }
        return callers;
    }

    private void run(Runnable task, int afterMillis) {
        threads.schedule(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException e) {
                        failures.add(e);
                    }
                },
                afterMillis,
                MILLISECONDS);
    }

    private void postAndBook() {
        if (application.apply(random).isPresent()) {
            PostedJob job = ledger.postJob(1 + random.nextInt(MOST_APPLICATIONS));
            List<String> favourites = job.applicationIds();
            if (favourites.size() > 1 && oneIn(4)) {
                run(() -> book(job, favourites.get(1)), 0);
            }
            book(job, favourites.get(0));
        }
        run(this::postAndBook, random.nextInt(LONGEST_PAUSE_MILLIS));
    }

    private void book(PostedJob job, String applicationId) {
        OptionalInt status = application
                .apply(random)
                .map(caller -> caller.tryBook(job.username(), job.id(), applicationId))
                .orElse(OptionalInt.empty());
        ledger.answered(job, applicationId, status);
        if (status.orElse(503) == 503 && oneIn(2)) {
            run(() -> book(job, applicationId), random.nextInt(LONGEST_WAIT_MILLIS));
        }
    }

    private boolean oneIn(int count) {
        return random.nextInt(count) == 0;
    }

    /** Waits for the pending answers, and cancels the pending repetitions. */
    public void stop() throws InterruptedException {
        threads.shutdown();
        assertThat(threads.awaitTermination(90, TimeUnit.SECONDS)).isTrue();
        assertThat(failures).as("failures of the callers").isEmpty();
    }
}
