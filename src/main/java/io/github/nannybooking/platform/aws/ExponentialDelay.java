package io.github.nannybooking.platform.aws;

import java.time.Duration;

/**
 * A delay that doubles with each failure, up to a bound
 * (<a href="https://docs.aws.amazon.com/prescriptive-guidance/latest/cloud-design-patterns/retry-backoff.html">Retry with
 * backoff</a>).
 *
 * @param first the delay that has not doubled yet; if it is longer than {@code max}, that holds
 * @param max   the longest
 */
public record ExponentialDelay(Duration first, Duration max) {

    /** @param times how often it doubles, from 0 */
    public Duration doubled(int times) {
        Duration delay = first;
        for (int i = 0; i < times && delay.compareTo(max) < 0; i++) {
            delay = delay.multipliedBy(2);
        }
        return delay.compareTo(max) < 0 ? delay : max;
    }
}
