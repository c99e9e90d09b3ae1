package io.github.nannybooking.platform.aws;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A delay that doubles with each failure, up to a bound
 * (<a href="https://docs.aws.amazon.com/prescriptive-guidance/latest/cloud-design-patterns/retry-backoff.html">Retry with
 * backoff</a>).
 *
 * @param first the delay before the first doubling, at most {@code max}
 * @param max   the longest delay
 */
public record ExponentialDelay(Duration first, Duration max) {

    /**
     * Returns a random time from half of the delay to all of it, in whole seconds, so that messages that failed together
     * are not received together again.
     *
     * @param times the number of doublings, from 0
     */
    public int secondsWithJitter(int times) {
        long seconds = doubled(times).toSeconds();
        return (int) ThreadLocalRandom.current().nextLong((seconds + 1) / 2, seconds + 1);
    }

    /** @param times the number of doublings, from 0 */
    public Duration doubled(int times) {
        Duration delay = first;
        for (int i = 0; i < times && delay.compareTo(max) < 0; i++) {
            delay = delay.multipliedBy(2);
        }
        return delay.compareTo(max) < 0 ? delay : max;
    }
}
