package io.github.nannybooking.platform.aws;

import io.github.nannybooking.platform.settings.SettingsGroup;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.apache.ProxyConfiguration;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The SDK clients of DynamoDB and CloudWatch, which Camel's components and the beans share. Region, credentials and
 * endpoints come from the SDK's own environment (AWS_REGION, AWS_ENDPOINT_URL, …). A client makes no request until it is
 * needed.
 */
public final class AwsConfiguration implements CamelConfiguration {

    /**
     * The connections beside those of the queues' consumers and of the threads that answer HTTP requests. There are fewer
     * threads that notify (up to 50), extend processed messages (10 for each queue) and run at intervals, and each makes one
     * request to AWS at a time, so none waits for a connection.
     */
    private static final int CONNECTIONS = 100;

    /** Regular expressions, as the SDK compares them with the host of the endpoint. */
    private static final Set<String> LOOPBACK = Set.of("localhost", "127(\\.\\d+){3}", "\\[?::1]?");

    @BindToRegistry
    public RequestBudget requestBudget(SettingsGroup settings) {
        return new RequestBudget(settings.duration("aws.budget"));
    }

    @BindToRegistry(destroyMethod = "close")
    public DynamoDbClient dynamoDbClient(RequestBudget budget, SettingsGroup settings) {
        return DynamoDbClient.builder()
                .httpClientBuilder(httpClient(settings))
                .overrideConfiguration(client ->
                        limit(client, settings).apiCallTimeout(budget.whole()).addExecutionInterceptor(budget))
                .build();
    }

    @BindToRegistry(destroyMethod = "close")
    public CloudWatchClient cloudWatchClient(RequestBudget budget, SettingsGroup settings) {
        return CloudWatchClient.builder()
                .httpClientBuilder(httpClient(settings))
                .overrideConfiguration(client -> limit(client, settings).addExecutionInterceptor(budget))
                .build();
    }

    /**
     * With one connection for each request thread, and two for each consumer: one for its own requests, as its long poll
     * holds one nearly all the time, and one for the requests that extend the visibility timeout of its messages meanwhile.
     */
    public static ApacheHttpClient.Builder httpClient(SettingsGroup settings) {
        int consumers = settings.groupsWith("consumers").stream()
                .mapToInt(queue -> queue.number("consumers"))
                .sum();
        return ApacheHttpClient.builder()
                .maxConnections(CONNECTIONS + settings.number("request-threads") + 2 * consumers)
                .proxyConfiguration(ProxyConfiguration.builder()
                        .nonProxyHosts(hostsWithoutProxy())
                        .build());
    }

    /** The hosts that the SDK reaches without the proxy by its own settings, and the emulators on this machine. */
    private static Set<String> hostsWithoutProxy() {
        Set<String> hosts = new HashSet<>(ProxyConfiguration.builder().build().nonProxyHosts());
        hosts.addAll(LOOPBACK);
        return hosts;
    }

    /** Sets the timeout of an attempt, and retries with random delays that grow, and are longer when AWS throttles. */
    public static ClientOverrideConfiguration.Builder limit(
            ClientOverrideConfiguration.Builder client, SettingsGroup settings) {
        return client.apiCallAttemptTimeout(settings.duration("aws.attempt-timeout"))
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(settings.number("aws.attempts"))
                        .backoffStrategy(BackoffStrategy.exponentialDelay(Duration.ofMillis(50), Duration.ofSeconds(1)))
                        .throttlingBackoffStrategy(
                                BackoffStrategy.exponentialDelay(Duration.ofMillis(100), Duration.ofSeconds(2)))
                        .retryOnException(TransientFailures::isRetryableConflict)
                        .build());
    }
}
