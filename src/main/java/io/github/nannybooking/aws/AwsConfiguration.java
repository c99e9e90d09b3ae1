package io.github.nannybooking.aws;

import io.github.nannybooking.headers.HeaderAllowList;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;
import org.apache.camel.component.aws2.sqs.Sqs2Endpoint;
import org.apache.camel.component.aws2.sqs.Sqs2HeaderFilterStrategy;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.RouteStoppedEvent;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.support.SimpleEventNotifierSupport;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The SDK clients, which Camel's components and our beans share. Region, credentials and endpoints come from the SDK's
 * own environment (AWS_REGION, AWS_ENDPOINT_URL, …); nothing here makes a request before it is needed.
 */
public final class AwsConfiguration implements CamelConfiguration {

    /** More than the 20 threads that work off HTTP requests, each with one request to AWS at a time. */
    private static final int MAX_CONNECTIONS = 50;

    private MessageKeeper keeper;

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
                .overrideConfiguration(settings -> settings.retryStrategy(retries(attempts))
                        .apiCallAttemptTimeout(Duration.ofMillis(attemptTimeout))
                        .apiCallTimeout(budget.whole())
                        .addExecutionInterceptor(budget))
                .build();
    }

    @BindToRegistry(destroyMethod = "close")
    public SqsClient sqsClient(
            CamelContext context,
            RequestBudget budget,
            @PropertyInject("booking.aws.attempts") int attempts,
            @PropertyInject("booking.aws.attempt-timeout") long attemptTimeout,
            @PropertyInject("booking.decline.visibility-timeout") long visibilityTimeout,
            @PropertyInject("booking.decline.consumers") int consumers,
            @PropertyInject("booking.parking.consumers") int parkingConsumers) {
        Duration timeout = Duration.ofMillis(attemptTimeout);
        keeper =
                new MessageKeeper(() -> sqsClientOf(context), Duration.ofSeconds(visibilityTimeout), Clock.systemUTC());
        QueueNames queueNames = new QueueNames(name -> sqsClientOf(context)
                .getQueueUrl(request -> request.queueName(name))
                .queueUrl());
        return SqsClient.builder()
                // each consumer's long poll holds a connection nearly all the time
                .httpClientBuilder(
                        ApacheHttpClient.builder().maxConnections(MAX_CONNECTIONS + consumers + parkingConsumers))
                .overrideConfiguration(settings -> settings.retryStrategy(retries(attempts))
                        .apiCallAttemptTimeout(timeout)
                        .addExecutionInterceptor(queueNames)
                        .addExecutionInterceptor(budget)
                        .addExecutionInterceptor(new LongPolls(timeout))
                        .addExecutionInterceptor(keeper))
                .build();
    }

    @BindToRegistry(destroyMethod = "close")
    public CloudWatchClient cloudWatchClient(
            RequestBudget budget,
            @PropertyInject("booking.aws.attempts") int attempts,
            @PropertyInject("booking.aws.attempt-timeout") long attemptTimeout) {
        return CloudWatchClient.builder()
                .httpClientBuilder(ApacheHttpClient.builder().maxConnections(MAX_CONNECTIONS))
                .overrideConfiguration(settings -> settings.retryStrategy(retries(attempts))
                        .apiCallAttemptTimeout(Duration.ofMillis(attemptTimeout))
                        .addExecutionInterceptor(budget))
                .build();
    }

    /** For what the client itself is made with. */
    private static SqsClient sqsClientOf(CamelContext context) {
        return context.getRegistry().findSingleByType(SqsClient.class);
    }

    /**
     * No message attribute becomes a Camel header, and no Camel header a message attribute, unless an endpoint names
     * another strategy: Camel's own would let a sender set {@code CamelAwsSqsReceiptHandle}, and leak our headers.
     */
    @Override
    public void configure(CamelContext context) throws Exception {
        context.addService(keeper);
        context.getManagementStrategy().addEventNotifier(new SimpleEventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                if (event instanceof RouteStoppedEvent stopped
                        && stopped.getRoute().getEndpoint() instanceof Sqs2Endpoint sqs) {
                    keeper.forget(sqs.getConfiguration().getQueueUrl());
                }
            }
        });
        HeaderFilterStrategy nothing = HeaderAllowList.out();
        context.getCamelContextExtension().registerEndpointCallback((uri, endpoint) -> {
            if (endpoint instanceof Sqs2Endpoint sqs
                    && sqs.getHeaderFilterStrategy() instanceof Sqs2HeaderFilterStrategy) {
                sqs.setHeaderFilterStrategy(nothing);
            }
            return endpoint;
        });
    }

    private static StandardRetryStrategy retries(int attempts) {
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(attempts)
                .backoffStrategy(BackoffStrategy.exponentialDelay(Duration.ofMillis(50), Duration.ofSeconds(1)))
                .throttlingBackoffStrategy(
                        BackoffStrategy.exponentialDelay(Duration.ofMillis(100), Duration.ofSeconds(2)))
                .retryOnException(TransientFailures::isRetryableConflict)
                .build();
    }
}
