package io.github.nannybooking.platform.sqs;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long a message stays away that is given back: twice as long each time, up to a bound, and never as long as others
 * that failed with it
 * (<a href="https://docs.aws.amazon.com/prescriptive-guidance/latest/cloud-design-patterns/retry-backoff.html">Retry with
 * backoff</a>).
 *
 * @param first after the first receive, in whole seconds
 * @param max   the longest, in whole seconds
 */
record Backoff(Duration first, Duration max) {

    /**
     * The delay after so many receives, in whole seconds, as SQS takes it: at random, from half of it to all of it.
     *
     * @param receives from 1
     */
    int secondsAfter(int receives) {
        long whole = first.toSeconds();
        for (int i = 1; i < receives && whole < max.toSeconds(); i++) {
            whole *= 2;
        }
        whole = Math.min(whole, max.toSeconds());
        return (int) ThreadLocalRandom.current().nextLong((whole + 1) / 2, whole + 1);
    }
}
