package io.github.nannybooking.booking;

import io.github.nannybooking.platform.aws.ExponentialDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * When the reconciler checks a booking: first some time after it was made, when the index has caught up with the table and
 * the queue is usually empty, then after twice the time, and so on. So a long queue does not fill with repeated declines.
 *
 * @param delay from the booking to its first check, then between two checks
 */
record CheckSchedule(Clock clock, ExponentialDelay delay) {

    private static final Duration ALMOST_A_SECOND = Duration.ofSeconds(1).minusNanos(1);

    /**
     * @param firstCheck the time from the booking to its first check
     * @param maxDelay   the longest time between two checks
     */
    CheckSchedule(Clock clock, Duration firstCheck, Duration maxDelay) {
        this(clock, new ExponentialDelay(firstCheck, maxDelay));
    }

    /** The time as it stands in the index: to the second, so that the order of the texts is the order of the times. */
    String now() {
        return text(clock.instant());
    }

    long epochSecond() {
        return clock.instant().getEpochSecond();
    }

    /** When the check after {@code checks} others is due, as {@link #now()} has it: up to a second later, never sooner. */
    String afterChecks(int checks) {
        return text(clock.instant().plus(delay.doubled(checks)).plus(ALMOST_A_SECOND));
    }

    private static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
