package io.github.nannybooking.platform.sqs;

import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.sqs.Sqs2Endpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The end of each exchange that a route has taken off a queue. What it needs to know is kept in properties. */
public final class ReceivedMessages {

    private static final Logger LOG = LoggerFactory.getLogger(ReceivedMessages.class);

    private final SqsClient sqs;
    private final Acknowledgements acknowledgements;
    private final Backoff backoff;

    ReceivedMessages(SqsClient sqs, Acknowledgements acknowledgements, Backoff backoff) {
        this.sqs = sqs;
        this.acknowledgements = acknowledgements;
        this.backoff = backoff;
    }

    /** The message is done, and deleted soon. */
    public void acknowledge(Exchange exchange) {
        acknowledgements.add(queueOf(exchange), receiptHandleOf(exchange));
    }

    /**
     * The message comes again, to any instance, when a delay is over that grows with its receives
     * (<a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html">ChangeMessageVisibility</a>).
     * Should SQS refuse that, it comes when its visibility timeout is over.
     */
    public void giveBack(Exchange exchange) {
        int receives = exchange.getProperty("receives", 1, Integer.class);
        int seconds = backoff.secondsAfter(receives);
        Object id = exchange.getProperty("messageId");
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        LOG.warn("Message {} comes again in {} s, as attempt {} failed: {}", id, seconds, receives, messageOf(failure));
        try {
            sqs.changeMessageVisibility(change -> change.queueUrl(queueOf(exchange))
                    .receiptHandle(receiptHandleOf(exchange))
                    .visibilityTimeout(seconds));
        } catch (SdkException e) {
            LOG.warn("Message {} comes again after its visibility timeout: {}", id, e.getMessage());
        }
    }

    private static String messageOf(Exception failure) {
        return failure == null ? "unknown" : failure.toString();
    }

    private static String queueOf(Exchange exchange) {
        return ((Sqs2Endpoint) exchange.getFromEndpoint()).getConfiguration().getQueueUrl();
    }

    private static String receiptHandleOf(Exchange exchange) {
        return exchange.getProperty("receiptHandle", String.class);
    }
}
