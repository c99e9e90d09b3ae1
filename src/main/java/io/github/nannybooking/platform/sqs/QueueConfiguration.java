package io.github.nannybooking.platform.sqs;

import io.github.nannybooking.platform.aws.RequestBudget;
import io.github.nannybooking.platform.headers.HeaderAllowList;
import io.github.nannybooking.platform.settings.SettingsGroup;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.component.aws2.sqs.Sqs2Endpoint;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.spi.RoutePolicy;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The reliable queues, one for each group of settings with {@code consumers}, and the report of what is in them.
 *
 * @param reported the queues of the report
 */
public record QueueConfiguration(List<ReportedQueue> reported) implements CamelConfiguration {

    /**
     * A queue of the report.
     *
     * @param name    its name in the report
     * @param setting the setting that names the queue, without the prefix of the application
     */
    public record ReportedQueue(String name, String setting) {}

    @BindToRegistry
    public ReceivedMessages receivedMessages(CamelContext context, SqsClient sqs, SettingsGroup settings)
            throws Exception {
        Map<QueueSettings, Acknowledgements> acknowledgements = new HashMap<>();
        for (QueueSettings queue : QueueSettings.all(settings)) {
            Acknowledgements ofQueue = new Acknowledgements(sqs, queue.queue(), queue.acknowledgeWithin());
            context.addService(ofQueue);
            acknowledgements.put(queue, ofQueue);
        }
        return new ReceivedMessages(sqs, acknowledgements);
    }

    @BindToRegistry
    public QueueReports queueReports(SqsClient sqs, CloudWatchClient cloudWatch, SettingsGroup settings) {
        OldestMessages oldest = new OldestMessages(cloudWatch, Clock.systemUTC());
        Map<String, String> queues = new LinkedHashMap<>();
        reported.forEach(queue -> queues.put(queue.name(), settings.text(queue.setting())));
        return new QueueReports(sqs, settings.isOn("queues.ages") ? oldest::ages : names -> Map.of(), queues);
    }

    @BindToRegistry
    public HeaderFilterStrategy deadLetterAttributes() {
        return HeaderAllowList.out(DeadLetter.ATTRIBUTES);
    }

    @Override
    public void configure(CamelContext context) throws Exception {
        List<QueueSettings> queues = QueueSettings.all(context.getRegistry().findSingleByType(SettingsGroup.class));
        for (QueueSettings queue : queues) {
            context.addRoutesConfigurations(new ReliableQueue(
                    queue,
                    context.getRegistry().findSingleByType(MessageKeeper.class),
                    context.getRegistry().findSingleByType(RequestBudget.class)));
        }
        context.getCamelContextExtension().registerEndpointCallback((uri, endpoint) -> {
            if (endpoint instanceof Sqs2Endpoint sqs
                    && queues.stream().anyMatch(queue -> queue.queue()
                            .equals(sqs.getConfiguration().getQueueUrl()))) {
                ReliableQueue.prepare(sqs);
            }
            return endpoint;
        });
        context.addRoutePolicyFactory((camel, routeId, route) -> pause(camel, (RouteDefinition) route, queues));
    }

    /** Each route has its own pause; null if it consumes no queue with one. */
    private static RoutePolicy pause(CamelContext context, RouteDefinition route, List<QueueSettings> queues) {
        return queues.stream()
                .filter(queue -> queue.isConsumedBy(route))
                .flatMap(queue -> queue.pause().stream())
                .map(pause -> new PauseWhileAwsFails(
                        pause,
                        new WriteProbe(
                                context.getRegistry().findSingleByType(DynamoDbClient.class),
                                context.getRegistry()
                                        .findSingleByType(SettingsGroup.class)
                                        .text("table"))))
                .findFirst()
                .orElse(null);
    }
}
