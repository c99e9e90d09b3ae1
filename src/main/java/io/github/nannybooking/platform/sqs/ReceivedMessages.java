package io.github.nannybooking.platform.sqs;

import java.util.Map;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Acknowledges received messages, or returns them to their queues. */
public final class ReceivedMessages {

    private static final Logger LOG = LoggerFactory.getLogger(ReceivedMessages.class);

    private final SqsClient sqs;
    private final Map<QueueSettings, Acknowledgements> acknowledgements;

    ReceivedMessages(SqsClient sqs, Map<QueueSettings, Acknowledgements> acknowledgements) {
        this.sqs = sqs;
        this.acknowledgements = acknowledgements;
    }

    /** Deletes a message that was processed, soon. */
    public void acknowledge(Exchange exchange) {
        ReceivedMessage done = ReceivedMessage.of(exchange);
        acknowledgements.get(done.queue()).add(done.receiptHandle());
    }

    /**
     * Returns a message to its queue. Any instance receives it again after a delay that grows with its receives
     * (<a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html">ChangeMessageVisibility</a>).
     * If SQS rejects that, it is received again after its visibility timeout.
     */
    public void giveBack(Exchange exchange) {
        ReceivedMessage failed = ReceivedMessage.of(exchange);
        QueueSettings queue = failed.queue();
        int seconds = queue.retryDelay().secondsWithJitter(failed.receives() - 1);
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        LOG.warn(
                "Message {} returns to the queue for {} s, as attempt {} failed: {}",
                failed.id(),
                seconds,
                failed.receives(),
                failure == null ? "unknown" : failure.toString());
        try {
            sqs.changeMessageVisibility(change -> change.queueUrl(queue.queue())
                    .receiptHandle(failed.receiptHandle())
                    .visibilityTimeout(seconds));
        } catch (SdkException e) {
            LOG.warn("Message {} returns to the queue after its visibility timeout: {}", failed.id(), e.getMessage());
        }
    }
}
