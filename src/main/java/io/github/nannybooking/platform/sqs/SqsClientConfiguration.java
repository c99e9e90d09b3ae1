package io.github.nannybooking.platform.sqs;

import io.github.nannybooking.platform.aws.AwsConfiguration;
import io.github.nannybooking.platform.aws.RequestBudget;
import io.github.nannybooking.platform.aws.Retries;
import io.github.nannybooking.platform.headers.HeaderAllowList;
import io.github.nannybooking.platform.settings.SettingsGroup;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.component.aws2.sqs.Sqs2Endpoint;
import org.apache.camel.component.aws2.sqs.Sqs2HeaderFilterStrategy;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.RouteStoppedEvent;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.support.SimpleEventNotifierSupport;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The SDK client of SQS, which Camel's component and our beans share; it makes no request until it is needed. */
public final class SqsClientConfiguration implements CamelConfiguration {

    @BindToRegistry
    public MessageKeeper messageKeeper(CamelContext context) {
        return new MessageKeeper(() -> sqsClientOf(context), Clock.systemUTC());
    }

    @BindToRegistry(destroyMethod = "close")
    public SqsClient sqsClient(
            CamelContext context, RequestBudget budget, MessageKeeper keeper, SettingsGroup settings) {
        Duration timeout = settings.duration("aws.attempt-timeout");
        // the long poll of each consumer holds a connection nearly all the time
        int consumers = settings.groupsWith("consumers").stream()
                .mapToInt(queue -> queue.number("consumers"))
                .sum();
        QueueNames queueNames = new QueueNames(name -> sqsClientOf(context)
                .getQueueUrl(request -> request.queueName(name))
                .queueUrl());
        return SqsClient.builder()
                .httpClientBuilder(
                        ApacheHttpClient.builder().maxConnections(AwsConfiguration.MAX_CONNECTIONS + consumers))
                .overrideConfiguration(client -> client.retryStrategy(Retries.of(settings.number("aws.attempts")))
                        .apiCallAttemptTimeout(timeout)
                        .addExecutionInterceptor(queueNames)
                        .addExecutionInterceptor(budget)
                        .addExecutionInterceptor(new LongPolls(timeout))
                        .addExecutionInterceptor(keeper))
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
        MessageKeeper keeper = context.getRegistry().findSingleByType(MessageKeeper.class);
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
}
