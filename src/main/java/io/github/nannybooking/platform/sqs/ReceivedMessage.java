package io.github.nannybooking.platform.sqs;

import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;

/**
 * A received message. It is kept in a property of its exchange, as steps may change headers.
 *
 * @param receives the number of its receives, including this one
 */
public record ReceivedMessage(QueueSettings queue, String id, String receiptHandle, int receives) {

    /** The system attribute of SQS that counts the receives, on any instance; also the header that Camel makes of it. */
    public static final String RECEIVES = "ApproximateReceiveCount";

    /** The system attribute with the message group, and the header that Camel makes of it. */
    static final String GROUP = "MessageGroupId";

    private static final String PROPERTY = "receivedMessage";

    /** Also lets the messages that the exchange sends, such as its dead letter, be in the group of the received message. */
    static ReceivedMessage keep(Exchange exchange, QueueSettings queue) {
        String id = exchange.getMessage().getHeader(Sqs2Constants.MESSAGE_ID, String.class);
        MessageGroups.set(exchange, exchange.getMessage().getHeader(GROUP, id, String.class));
        ReceivedMessage received = new ReceivedMessage(
                queue,
                id,
                exchange.getMessage().getHeader(Sqs2Constants.RECEIPT_HANDLE, "", String.class),
                exchange.getMessage().getHeader(RECEIVES, 1, Integer.class));
        exchange.setProperty(PROPERTY, received);
        return received;
    }

    public static ReceivedMessage of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, ReceivedMessage.class);
    }
}
