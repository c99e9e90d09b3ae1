package io.github.nannybooking.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private final Watch watch = new Watch();

    /** Time that passes when a test says so. */
    private static final class Watch implements TimeMeter {

        private long nanos;

        void pass(Duration duration) {
            nanos += duration.toNanos();
        }

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    @Test
    void should_let_a_sixth_of_a_minutes_requests_pass_at_once_and_no_more() {
        RateLimit limit = new RateLimit(60, watch);

        assertThat(passed(limit, 20)).isEqualTo(10);
    }

    @Test
    void should_let_as_many_pass_as_time_brings() {
        RateLimit limit = new RateLimit(60, watch);
        passed(limit, 10);

        watch.pass(Duration.ofSeconds(3));

        assertThat(passed(limit, 20)).isEqualTo(3);
    }

    @Test
    void should_save_up_no_more_than_may_come_at_once() {
        RateLimit limit = new RateLimit(60, watch);
        passed(limit, 10);

        watch.pass(Duration.ofHours(1));

        assertThat(passed(limit, 20)).isEqualTo(10);
    }

    @Test
    void should_tell_after_how_many_seconds_the_next_may_come_rounded_up() {
        RateLimit limit = new RateLimit(40, watch);
        passed(limit, 6);

        assertThat(limit.secondsToWait("maria")).isEqualTo(2);
        watch.pass(Duration.ofMillis(500));
        assertThat(limit.secondsToWait("maria")).isEqualTo(1);
        watch.pass(Duration.ofMillis(1_000));
        assertThat(limit.secondsToWait("maria")).isZero();
    }

    @Test
    void should_let_one_pass_a_minute_if_that_is_all() {
        RateLimit limit = new RateLimit(1, watch);

        assertThat(passed(limit, 5)).isEqualTo(1);
        assertThat(limit.secondsToWait("maria")).isEqualTo(60);
    }

    @Test
    void should_hold_up_nobody_else() {
        RateLimit limit = new RateLimit(1, watch);
        passed(limit, 5);

        assertThat(limit.secondsToWait("joao")).isZero();
    }

    @Test
    void should_not_remember_more_callers_than_the_memory_holds() {
        RateLimit limit = new RateLimit(1, watch);

        IntStream.range(0, RateLimit.MAX_CALLERS + 10_000).forEach(i -> limit.secondsToWait("caller " + i));

        assertThat(limit.callers()).isLessThanOrEqualTo(RateLimit.MAX_CALLERS);
    }

    private static long passed(RateLimit limit, int requests) {
        return IntStream.range(0, requests)
                .filter(i -> limit.secondsToWait("maria") == 0)
                .count();
    }
}
