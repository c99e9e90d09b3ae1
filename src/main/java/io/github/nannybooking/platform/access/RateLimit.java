package io.github.nannybooking.platform.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * How many requests each caller of this instance may send: a token bucket for each. A sixth of what a minute allows may
 * come at once; from then on as much as time brings.
 */
final class RateLimit {

    /** The buckets of so many callers are known; one that is forgotten, the least used first, is full again. */
    static final int MAX_CALLERS = 100_000;

    private static final long NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

    private final int perMinute;
    private final TimeMeter time;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MAX_CALLERS)
            // it is full by then, as a new one
            .expireAfterAccess(Duration.ofMinutes(1))
            .build();

    /** @param perMinute from 1 */
    RateLimit(int perMinute, TimeMeter time) {
        this.perMinute = perMinute;
        this.time = time;
    }

    /**
     * Takes one request of what the caller may still send.
     *
     * @param caller whatever tells callers apart
     * @return 0 if the request may pass; otherwise in how many seconds one may, rounded up
     */
    long secondsToWait(String caller) {
        ConsumptionProbe probe = buckets.get(caller, unknown -> newBucket()).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? 0 : (probe.getNanosToWaitForRefill() + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND;
    }

    long callers() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }

    private Bucket newBucket() {
        return Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(Math.max(1, perMinute / 6)).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .withCustomTimePrecision(time)
                .build();
    }
}
