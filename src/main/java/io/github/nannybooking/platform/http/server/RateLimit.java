package io.github.nannybooking.platform.http.server;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * Limits the requests of each caller to this instance with a token bucket. Its capacity is a sixth of the requests of a
 * minute, and it is refilled continuously.
 */
final class RateLimit {

    /** The maximum number of buckets. The least used ones are dropped first, and are full when they are created again. */
    static final int MAX_CALLERS = 100_000;

    private static final long NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

    private final int perMinute;
    private final TimeMeter time;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MAX_CALLERS)
            // it is full after this time, as a new one is
            .expireAfterAccess(Duration.ofMinutes(1))
            .build();

    /** @param perMinute from 1 */
    RateLimit(int perMinute, TimeMeter time) {
        this.perMinute = perMinute;
        this.time = time;
    }

    /**
     * Takes one token from the bucket of a caller.
     *
     * @param caller identifies the caller
     * @return 0 if the request is allowed, otherwise the seconds until one is, rounded up
     */
    long secondsToWait(String caller) {
        ConsumptionProbe probe = buckets.get(caller, unknown -> newBucket()).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? 0 : (probe.getNanosToWaitForRefill() + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND;
    }

    /** Returns the token that {@link #secondsToWait} took from the bucket of a caller. */
    void giveBack(String caller) {
        Bucket bucket = buckets.getIfPresent(caller);
        if (bucket != null) {
            bucket.addTokens(1);
        }
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
