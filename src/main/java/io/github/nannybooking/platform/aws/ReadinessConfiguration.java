package io.github.nannybooking.platform.aws;

import io.github.nannybooking.platform.settings.SettingsGroup;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The health check of AWS. It is apart from the clients that it needs, since of the beans of one configuration Camel makes
 * those with the fewest parameters first, even if another needs them.
 */
public final class ReadinessConfiguration implements CamelConfiguration {

    @BindToRegistry
    public HealthCheck awsReadiness(
            CamelContext context, DynamoDbClient dynamoDb, SqsClient sqs, SettingsGroup settings) {
        List<String> queues = settings.groupsWith("consumers").stream()
                .flatMap(group -> Stream.of("queue", "dead-letter-queue")
                        .filter(group::has)
                        .map(group::text))
                .distinct()
                .toList();
        return new AwsReadiness(context.getName(), dynamoDb, sqs, settings.text("table"), queues);
    }
}
