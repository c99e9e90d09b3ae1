package io.github.nannybooking.platform.sqs;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.sqs.Sqs2Configuration;
import org.apache.camel.component.aws2.sqs.Sqs2Endpoint;

/**
 * The message groups of all messages that Camel sends to SQS. A standard queue delivers the messages of groups with few
 * messages first
 * (<a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html">fair queues</a>).
 * A FIFO queue requires a group, and delivers the messages of one group in their order. It also requires a deduplication id
 * (<a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">SendMessage</a>).
 */
public final class MessageGroups {

    /** The property of an exchange that contains the group of the messages it sends, a valid id. */
    static final String PROPERTY = "CamelAwsMessageGroupId";

    /** The name of each FIFO queue ends with it, and no other name may. */
    private static final String FIFO = ".fifo";

    private static final Pattern VALID = Pattern.compile("[!-~]{1,128}");

    private MessageGroups() {}

    /** @param queue the name or the URL of a queue */
    public static boolean isFifo(String queue) {
        return queue.endsWith(FIFO);
    }

    /**
     * A valid message group or deduplication id: up to 128 letters, digits and punctuation of ASCII.
     *
     * @return {@code text} if it is valid; else a UUID, the same for the same text
     */
    public static String idOf(String text) {
        return VALID.matcher(text).matches()
                ? text
                : UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /**
     * Lets Camel's producer send the group of the exchange. Without one, the message is in a group of its own. On a FIFO
     * queue, Camel's default deduplication id is the id of the exchange, so no message is a duplicate of an earlier exchange's.
     *
     * @param endpoint with a {@code queueUrl}
     */
    static void prepare(Sqs2Endpoint endpoint) {
        Sqs2Configuration queue = endpoint.getConfiguration();
        // Camel sends a group only if this name ends so, which it needs for nothing else beside a queueUrl
        queue.setQueueName(queue.getQueueName() + FIFO);
        if (queue.getMessageGroupIdStrategy() == null) {
            queue.setMessageGroupIdStrategy(
                    exchange -> exchange.getProperty(PROPERTY, exchange.getExchangeId(), String.class));
        }
        if (!isFifo(queue.getQueueUrl())) {
            // a standard queue rejects any
            queue.setMessageDeduplicationIdStrategy(exchange -> null);
        }
    }

    /** Sets the group of the messages that an exchange sends from its next step on. */
    static void set(Exchange exchange, String group) {
        exchange.setProperty(PROPERTY, group);
    }
}
