package io.github.nannybooking.platform.sqs;

import io.github.nannybooking.platform.aws.AwsReadiness;
import io.github.nannybooking.platform.aws.RequestBudget;
import io.github.nannybooking.platform.headers.HeaderAllowList;
import io.github.nannybooking.platform.settings.SettingsGroup;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.component.aws2.sqs.Sqs2Endpoint;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.spi.Registry;
import org.apache.camel.spi.RoutePolicy;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The reliable queues, one for each group of settings with {@code consumers}, the checks of their attributes, their report,
 * and the readiness of AWS.
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
    public QueueChecks queueChecks(SqsClient sqs, SettingsGroup settings) {
        return new QueueChecks(sqs, QueueSettings.all(settings));
    }

    @BindToRegistry
    public HealthCheck queueReadiness(CamelContext context, QueueChecks checks) {
        return new QueueReadiness(context.getName(), checks);
    }

    @BindToRegistry
    public QueueReports queueReports(
            SqsClient sqs, CloudWatchClient cloudWatch, QueueChecks checks, SettingsGroup settings) {
        OldestMessages oldest = new OldestMessages(cloudWatch, Clock.systemUTC());
        Map<String, String> queues = new LinkedHashMap<>();
        reported.forEach(queue -> queues.put(queue.name(), settings.text(queue.setting())));
        return new QueueReports(
                sqs, settings.isOn("queues.ages") ? oldest::ages : names -> Map.of(), checks::mismatchesOf, queues);
    }

    @BindToRegistry
    public HeaderFilterStrategy deadLetterAttributes() {
        return HeaderAllowList.out(DeadLetter.ATTRIBUTES);
    }

    @BindToRegistry
    public HealthCheck awsReadiness(
            CamelContext context, DynamoDbClient dynamoDb, SqsClient sqs, SettingsGroup settings) {
        List<String> queues = QueueSettings.all(settings).stream()
                .flatMap(queue -> Stream.concat(Stream.of(queue.queue()), queue.deadLetterQueue().stream()))
                .distinct()
                .toList();
        return new AwsReadiness(context.getName(), dynamoDb, sqs, settings.text("table"), queues);
    }

    @Override
    public void configure(CamelContext context) throws Exception {
        Registry beans = context.getRegistry();
        SettingsGroup settings = beans.findSingleByType(SettingsGroup.class);
        MessageKeeper keeper = beans.findSingleByType(MessageKeeper.class);
        RequestBudget budget = beans.findSingleByType(RequestBudget.class);
        WriteProbe probe = new WriteProbe(beans.findSingleByType(DynamoDbClient.class), settings.text("table"));
        List<QueueSettings> queues = QueueSettings.all(settings);
        for (QueueSettings queue : queues) {
            context.addRoutesConfigurations(new ReliableQueue(queue, keeper, budget));
        }
        context.getCamelContextExtension().registerEndpointCallback((uri, endpoint) -> {
            if (endpoint instanceof Sqs2Endpoint sqs
                    && queues.stream().anyMatch(queue -> queue.queue()
                            .equals(sqs.getConfiguration().getQueueUrl()))) {
                ReliableQueue.prepare(sqs);
            }
            return endpoint;
        });
        if (settings.isOn("queues.checks")) {
            boolean stopOnShutdown = true;
            boolean startBeforeContext = false;
            context.addService(beans.findSingleByType(QueueChecks.class), stopOnShutdown, startBeforeContext);
        }
        context.addRoutePolicyFactory((camel, routeId, route) -> pause((RouteDefinition) route, queues, probe));
    }

    /** Creates the pause of a route; null if it consumes no queue with a pause. */
    private static RoutePolicy pause(RouteDefinition route, List<QueueSettings> queues, WriteProbe probe) {
        return queues.stream()
                .filter(queue -> queue.isConsumedBy(route))
                .flatMap(queue -> queue.pause().stream())
                .map(pause -> new PauseWhileAwsFails(pause, probe))
                .findFirst()
                .orElse(null);
    }
}
