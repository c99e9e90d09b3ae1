package io.github.nannybooking.platform.sqs;

import io.github.nannybooking.platform.headers.HeaderAllowList;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.spi.RoutePolicy;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The beans that the routes name which take messages off a queue, or tell what is in it. */
public final class QueueConfiguration implements CamelConfiguration {

    @BindToRegistry
    public ReceivedMessages receivedMessages(
            CamelContext context,
            SqsClient sqs,
            @PropertyInject("booking.decline.acknowledge-within") long acknowledgeWithin,
            @PropertyInject("booking.decline.retry-delay") long retryDelay,
            @PropertyInject("booking.decline.max-retry-delay") long maxRetryDelay)
            throws Exception {
        Acknowledgements acknowledgements = new Acknowledgements(sqs, Duration.ofMillis(acknowledgeWithin));
        context.addService(acknowledgements);
        return new ReceivedMessages(
                sqs, acknowledgements, new Backoff(Duration.ofSeconds(retryDelay), Duration.ofSeconds(maxRetryDelay)));
    }

    @BindToRegistry
    public QueueReports queueReports(
            SqsClient sqs,
            CloudWatchClient cloudWatch,
            @PropertyInject("booking.queue") String queue,
            @PropertyInject("booking.dead-letter-queue") String deadLetterQueue,
            @PropertyInject("booking.queues.ages") boolean ages) {
        OldestMessages oldest = new OldestMessages(cloudWatch, Clock.systemUTC());
        return new QueueReports(sqs, ages ? oldest::ages : names -> Map.of(), queue, deadLetterQueue);
    }

    @BindToRegistry
    public RoutePolicy pauseWhileAwsFails(
            DynamoDbClient dynamoDb,
            @PropertyInject("booking.table") String table,
            @PropertyInject("booking.decline.pause") long pause) {
        return new PauseWhileAwsFails(Duration.ofSeconds(pause), new WriteProbe(dynamoDb, table));
    }

    @BindToRegistry
    public DeadLetter deadLetter() {
        return new DeadLetter();
    }

    @BindToRegistry
    public HeaderFilterStrategy deadLetterAttributes() {
        return HeaderAllowList.out(DeadLetter.ATTRIBUTES);
    }
}
