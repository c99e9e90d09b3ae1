package io.github.nannybooking.platform.aws;

import java.time.Duration;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The SDK clients of DynamoDB and CloudWatch, which Camel's components and our beans share. Region, credentials and
 * endpoints come from the SDK's own environment (AWS_REGION, AWS_ENDPOINT_URL, …); nothing here makes a request before it
 * is needed.
 */
public final class AwsConfiguration implements CamelConfiguration {

    /** More than the 20 threads that work off HTTP requests, each with one request to AWS at a time. */
    public static final int MAX_CONNECTIONS = 50;

    @BindToRegistry
    public RequestBudget requestBudget(@PropertyInject("booking.aws.budget") long budget) {
        return new RequestBudget(Duration.ofMillis(budget));
    }

    @BindToRegistry(destroyMethod = "close")
    public DynamoDbClient dynamoDbClient(
            RequestBudget budget,
            @PropertyInject("booking.aws.attempts") int attempts,
            @PropertyInject("booking.aws.attempt-timeout") long attemptTimeout,
            @PropertyInject("booking.decline.consumers") int consumers,
            @PropertyInject("booking.parking.consumers") int parkingConsumers,
            @PropertyInject("booking.notice.threads") int noticeThreads) {
        return DynamoDbClient.builder()
                // so that nobody at work behind a slow DynamoDB keeps callers from it
                .httpClientBuilder(ApacheHttpClient.builder()
                        .maxConnections(MAX_CONNECTIONS + consumers + parkingConsumers + noticeThreads))
                .overrideConfiguration(settings -> settings.retryStrategy(Retries.of(attempts))
                        .apiCallAttemptTimeout(Duration.ofMillis(attemptTimeout))
                        .apiCallTimeout(budget.whole())
                        .addExecutionInterceptor(budget))
                .build();
    }

    @BindToRegistry(destroyMethod = "close")
    public CloudWatchClient cloudWatchClient(
            RequestBudget budget,
            @PropertyInject("booking.aws.attempts") int attempts,
            @PropertyInject("booking.aws.attempt-timeout") long attemptTimeout) {
        return CloudWatchClient.builder()
                .httpClientBuilder(ApacheHttpClient.builder().maxConnections(MAX_CONNECTIONS))
                .overrideConfiguration(settings -> settings.retryStrategy(Retries.of(attempts))
                        .apiCallAttemptTimeout(Duration.ofMillis(attemptTimeout))
                        .addExecutionInterceptor(budget))
                .build();
    }
}
