package io.github.nannybooking.platform.sqs;

import io.github.nannybooking.platform.aws.ExponentialDelay;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long a message that failed stays invisible: twice as long after each receive, up to a bound, with jitter, so that
 * messages that failed together do not come back together.
 */
record Backoff(ExponentialDelay delay) {

    /**
     * @param first after the first receive, in whole seconds
     * @param max   the longest, in whole seconds
     */
    Backoff(Duration first, Duration max) {
        this(new ExponentialDelay(first, max));
    }

    /**
     * The delay after so many receives, in whole seconds, as SQS takes it: at random, from half of it to all of it.
     *
     * @param receives from 1
     */
    int secondsAfter(int receives) {
        long seconds = delay.doubled(receives - 1).toSeconds();
        return (int) ThreadLocalRandom.current().nextLong((seconds + 1) / 2, seconds + 1);
    }
}
