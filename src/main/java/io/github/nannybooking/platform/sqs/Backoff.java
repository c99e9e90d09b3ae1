package io.github.nannybooking.platform.sqs;

import io.github.nannybooking.platform.aws.ExponentialDelay;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long a message that failed stays invisible: twice as long after each receive, up to a bound, with jitter, so that
 * messages that failed together are not received together again.
 *
 * @param delay in whole seconds
 */
record Backoff(ExponentialDelay delay) {

    static Backoff of(QueueSettings queue) {
        return new Backoff(new ExponentialDelay(queue.retryDelay(), queue.maxRetryDelay()));
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
