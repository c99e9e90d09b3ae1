package io.github.nannybooking.platform.aws;

import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/** How the SDK clients repeat a request that failed: after random delays that grow, longer ones when AWS throttles. */
public final class Retries {

    private Retries() {}

    /** @param attempts of a request, the first one included */
    public static StandardRetryStrategy of(int attempts) {
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(attempts)
                .backoffStrategy(BackoffStrategy.exponentialDelay(Duration.ofMillis(50), Duration.ofSeconds(1)))
                .throttlingBackoffStrategy(
                        BackoffStrategy.exponentialDelay(Duration.ofMillis(100), Duration.ofSeconds(2)))
                .retryOnException(TransientFailures::isRetryableConflict)
                .build();
    }
}
