package io.github.nannybooking.platform.aws;

import java.util.List;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;
import org.apache.camel.health.HealthCheck;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The health check of AWS. It is apart from the clients that it needs, since of the beans of one configuration Camel makes
 * those with the fewest parameters first, whoever needs whom.
 */
public final class ReadinessConfiguration implements CamelConfiguration {

    @BindToRegistry
    public HealthCheck awsReadiness(
            DynamoDbClient dynamoDb,
            SqsClient sqs,
            @PropertyInject("booking.table") String table,
            @PropertyInject("booking.queue") String queue,
            @PropertyInject("booking.dead-letter-queue") String deadLetterQueue) {
        return new AwsReadiness(dynamoDb, sqs, table, List.of(queue, deadLetterQueue));
    }
}
