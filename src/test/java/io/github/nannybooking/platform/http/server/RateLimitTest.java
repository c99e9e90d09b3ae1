package io.github.nannybooking.platform.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private final Watch watch = new Watch();

    /** A clock that a test advances. */
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
    void should_allow_a_sixth_of_the_requests_of_a_minute_at_once() {
        RateLimit limit = new RateLimit(60, watch);

        assertThat(passed(limit, 20)).isEqualTo(10);
    }

    @Test
    void should_refill_the_bucket_continuously() {
        RateLimit limit = new RateLimit(60, watch);
        passed(limit, 10);

        watch.pass(Duration.ofSeconds(3));

        assertThat(passed(limit, 20)).isEqualTo(3);
    }

    @Test
    void should_refill_the_bucket_only_to_its_capacity() {
        RateLimit limit = new RateLimit(60, watch);
        passed(limit, 10);

        watch.pass(Duration.ofHours(1));

        assertThat(passed(limit, 20)).isEqualTo(10);
    }

    @Test
    void should_return_the_seconds_to_wait_rounded_up() {
        RateLimit limit = new RateLimit(40, watch);
        passed(limit, 6);

        assertThat(limit.secondsToWait("maria")).isEqualTo(2);
        watch.pass(Duration.ofMillis(500));
        assertThat(limit.secondsToWait("maria")).isEqualTo(1);
        watch.pass(Duration.ofMillis(1_000));
        assertThat(limit.secondsToWait("maria")).isZero();
    }

    @Test
    void should_allow_one_request_a_minute() {
        RateLimit limit = new RateLimit(1, watch);

        assertThat(passed(limit, 5)).isEqualTo(1);
        assertThat(limit.secondsToWait("maria")).isEqualTo(60);
    }

    @Test
    void should_not_limit_other_callers() {
        RateLimit limit = new RateLimit(1, watch);
        passed(limit, 5);

        assertThat(limit.secondsToWait("joao")).isZero();
    }

    @Test
    void should_allow_a_request_again_whose_token_was_given_back() {
        RateLimit limit = new RateLimit(12, watch);
        passed(limit, 2);

        limit.giveBack("maria");
        limit.giveBack("joao");

        assertThat(passed(limit, 5)).isEqualTo(1);
    }

    @Test
    void should_not_give_back_beyond_the_capacity() {
        RateLimit limit = new RateLimit(12, watch);
        passed(limit, 1);

        limit.giveBack("maria");
        limit.giveBack("maria");

        assertThat(passed(limit, 5)).isEqualTo(2);
    }

    @Test
    void should_limit_the_number_of_buckets() {
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
