package io.github.nannybooking.queue;

import java.time.Duration;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The beans that the routes name which take messages off a queue. */
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
}
