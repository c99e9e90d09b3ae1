package io.github.nannybooking.booking;

import io.github.nannybooking.platform.aws.ExponentialDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The times of the checks of a booking. The first check follows when the index has caught up with the table and the queue
 * is usually empty. The time doubles with each check that ends, so that a long queue does not fill with repeated declines.
 *
 * @param delay the time to the next check
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

    /** The time as text, truncated to the second, so that the index sorts by time. */
    String now() {
        return text(clock.instant());
    }

    long epochSecond() {
        return clock.instant().getEpochSecond();
    }

    /**
     * The time of the next check of a booking whose checks were postponed so many times, in the format of {@link #now()},
     * rounded up to the second.
     */
    String afterPostponed(int times) {
        return text(clock.instant().plus(delay.doubled(times)).plus(ALMOST_A_SECOND));
    }

    private static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
