package io.github.nannybooking.platform.sqs;

import io.github.nannybooking.platform.aws.AwsConfiguration;
import io.github.nannybooking.platform.aws.RequestBudget;
import io.github.nannybooking.platform.headers.HeaderAllowList;
import io.github.nannybooking.platform.settings.SettingsGroup;
import io.github.nannybooking.platform.threads.ThreadPools;
import java.time.Clock;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.component.aws2.sqs.Sqs2Endpoint;
import org.apache.camel.component.aws2.sqs.Sqs2HeaderFilterStrategy;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.RouteStoppedEvent;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.support.SimpleEventNotifierSupport;
import org.apache.camel.util.concurrent.CamelThreadFactory;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The SDK client of SQS, which Camel's component and the beans share; it makes no request until it is needed. */
public final class SqsClientConfiguration implements CamelConfiguration {

    @BindToRegistry
    public MessageKeeper messageKeeper(CamelContext context, SettingsGroup settings) {
        return new MessageKeeper(() -> sqsClientOf(context), Clock.systemUTC(), keeperThreads(settings));
    }

    /**
     * A thread for each receive that is kept at the same time: one receive of each consumer, and for each queue those of the
     * processed messages that wait to be deleted together ({@link Acknowledgements}).
     */
    static ThreadPoolExecutor keeperThreads(SettingsGroup settings) {
        int receives = settings.groupsWith("consumers").stream()
                .mapToInt(queue -> queue.number("consumers") + SqsBatches.MAX_ENTRIES)
                .sum();
        return ThreadPools.fixed(
                receives, new LinkedBlockingQueue<>(), new CamelThreadFactory("#name#", "message-keeper", true));
    }

    @BindToRegistry(destroyMethod = "close")
    public SqsClient sqsClient(
            CamelContext context, RequestBudget budget, MessageKeeper keeper, SettingsGroup settings) {
        QueueNames queueNames = new QueueNames(name -> sqsClientOf(context)
                .getQueueUrl(request -> request.queueName(name))
                .queueUrl());
        return SqsClient.builder()
                .httpClientBuilder(AwsConfiguration.httpClient(settings))
                .overrideConfiguration(client -> AwsConfiguration.limit(client, settings)
                        .addExecutionInterceptor(queueNames)
                        .addExecutionInterceptor(budget)
                        .addExecutionInterceptor(new LongPolls(settings.duration("aws.attempt-timeout")))
                        .addExecutionInterceptor(keeper))
                .build();
    }

    /** Looks the client up later, for the beans that the client itself is made with. */
    private static SqsClient sqsClientOf(CamelContext context) {
        return context.getRegistry().findSingleByType(SqsClient.class);
    }

    /**
     * No message attribute becomes a Camel header, and no Camel header a message attribute, unless an endpoint names
     * another strategy: Camel's own would let a sender set {@code CamelAwsSqsReceiptHandle}, and leak other headers.
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
            if (endpoint instanceof Sqs2Endpoint sqs && sqs.getConfiguration().getQueueUrl() != null) {
                MessageGroups.prepare(sqs);
            }
            return endpoint;
        });
    }
}
