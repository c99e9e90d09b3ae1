package io.github.nannybooking.platform.aws;

import io.github.nannybooking.platform.settings.SettingsGroup;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The SDK clients of DynamoDB and CloudWatch, which Camel's components and our beans share. Region, credentials and
 * endpoints come from the SDK's own environment (AWS_REGION, AWS_ENDPOINT_URL, …). A client makes no request until it is
 * needed.
 */
public final class AwsConfiguration implements CamelConfiguration {

    /**
     * Beside those of the queues' consumers. More than the threads that process HTTP requests (20), notify (up to 50) and
     * do something at intervals, each with one request to AWS at a time: none waits for a connection behind others.
     */
    public static final int MAX_CONNECTIONS = 100;

    @BindToRegistry
    public RequestBudget requestBudget(SettingsGroup settings) {
        return new RequestBudget(settings.duration("aws.budget"));
    }

    @BindToRegistry(destroyMethod = "close")
    public DynamoDbClient dynamoDbClient(RequestBudget budget, SettingsGroup settings) {
        int consumers = settings.groupsWith("consumers").stream()
                .mapToInt(queue -> queue.number("consumers"))
                .sum();
        return DynamoDbClient.builder()
                .httpClientBuilder(ApacheHttpClient.builder().maxConnections(MAX_CONNECTIONS + consumers))
                .overrideConfiguration(client -> client.retryStrategy(Retries.of(settings.number("aws.attempts")))
                        .apiCallAttemptTimeout(settings.duration("aws.attempt-timeout"))
                        .apiCallTimeout(budget.whole())
                        .addExecutionInterceptor(budget))
                .build();
    }

    @BindToRegistry(destroyMethod = "close")
    public CloudWatchClient cloudWatchClient(RequestBudget budget, SettingsGroup settings) {
        return CloudWatchClient.builder()
                .httpClientBuilder(ApacheHttpClient.builder().maxConnections(MAX_CONNECTIONS))
                .overrideConfiguration(client -> client.retryStrategy(Retries.of(settings.number("aws.attempts")))
                        .apiCallAttemptTimeout(settings.duration("aws.attempt-timeout"))
                        .addExecutionInterceptor(budget))
                .build();
    }
}
