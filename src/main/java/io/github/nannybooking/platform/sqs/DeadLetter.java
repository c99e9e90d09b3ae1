package io.github.nannybooking.platform.sqs;

import io.github.nannybooking.platform.correlation.CorrelationId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * The failure of a dead letter, in SQS message attributes.
 *
 * @param reason            one line of at most {@value #MAX_REASON} characters, never blank
 * @param exception         the class of the exception; empty if unknown
 * @param attempts          the number of receives; empty if unknown
 * @param failedOn          in epoch seconds
 * @param originalMessageId the id of the message in its first queue; empty if unknown
 * @param correlationId     of the request for which the message was sent; empty if unknown
 */
public record DeadLetter(
        String reason,
        Optional<String> exception,
        Optional<Integer> attempts,
        long failedOn,
        Optional<String> originalMessageId,
        Optional<String> correlationId) {

    /** The reason of a dead letter without attributes. */
    public static final String NO_REASON =
            "SQS moved it to the dead letter queue after its last receive, or its size left no room for the reason, which is in the log";

    private static final String REASON = "reason";
    private static final String EXCEPTION = "exception";
    private static final String ATTEMPTS = "attempts";
    private static final String FAILED_ON = "failedOn";
    private static final String ORIGINAL_MESSAGE_ID = "originalMessageId";

    /** The names of the attributes; Camel's producer sends the headers of these names. */
    static final String[] ATTRIBUTES = {REASON, EXCEPTION, ATTEMPTS, FAILED_ON, ORIGINAL_MESSAGE_ID, CorrelationId.NAME
    };

    private static final int MAX_REASON = 500;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final Pattern EPOCH_SECOND = Pattern.compile("\\d{1,10}");

    /** Characters that SQS rejects in an attribute, as XML 1.0 does, and line breaks, which would forge lines of the log. */
    private static final String NOT_ALLOWED =
            "[^\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]|\\p{Cc}|\\p{Zl}|\\p{Zp}";

    /** Sets the headers of which Camel's producer makes the attributes. */
    static void describe(Exchange exchange) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        ReceivedMessage received = ReceivedMessage.of(exchange);
        Map<String, Object> headers = exchange.getMessage().getHeaders();
        headers.put(REASON, reason(failure));
        headers.put(EXCEPTION, failure.getClass().getName());
        headers.put(ATTEMPTS, String.valueOf(received.receives()));
        headers.put(FAILED_ON, String.valueOf(Instant.now().getEpochSecond()));
        headers.put(ORIGINAL_MESSAGE_ID, received.id());
        headers.put(CorrelationId.NAME, exchange.getProperty(CorrelationId.NAME));
    }

    /**
     * Whether SQS rejected the parameters of a request, which it does when a message and its attributes exceed the maximum
     * message size of the queue
     * (<a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html">Message
     * quotas</a>).
     */
    static boolean isRejected(Exchange exchange) {
        return exchange.getException() instanceof SqsException rejected
                && rejected.awsErrorDetails() != null
                && "InvalidParameterValue".equals(rejected.awsErrorDetails().errorCode());
    }

    /** Makes room for the message, which must arrive. */
    static void removeDescription(Exchange exchange) {
        List.of(ATTRIBUTES).forEach(exchange.getMessage()::removeHeader);
    }

    /** The exception's message, or its class if it has none. */
    static String reason(Exception failure) {
        String message = failure.getMessage();
        return oneLine(message == null || message.isBlank() ? failure.getClass().getName() : message);
    }

    /**
     * Reads the attributes. A message that SQS moved or another program sent may lack some, or have invalid values.
     *
     * @param now in epoch seconds; replaces a time in the future, which would be newer than all later failures
     */
    public static DeadLetter read(Map<String, MessageAttributeValue> attributes, long now) {
        return new DeadLetter(
                text(attributes, REASON).orElse(NO_REASON),
                text(attributes, EXCEPTION),
                text(attributes, ATTEMPTS).filter(NUMBER.asMatchPredicate()).map(Integer::valueOf),
                text(attributes, FAILED_ON)
                        .filter(EPOCH_SECOND.asMatchPredicate())
                        .map(Long::valueOf)
                        .filter(time -> time < now)
                        .orElse(now),
                text(attributes, ORIGINAL_MESSAGE_ID),
                text(attributes, CorrelationId.NAME).flatMap(CorrelationId::read));
    }

    /** Whether these attributes describe a failure, so that the message was a dead letter before. */
    public static boolean isDescribedBy(Map<String, MessageAttributeValue> attributes) {
        return attributes.containsKey(REASON);
    }

    private static Optional<String> text(Map<String, MessageAttributeValue> attributes, String name) {
        return Optional.ofNullable(attributes.get(name))
                .map(MessageAttributeValue::stringValue)
                .map(DeadLetter::oneLine)
                .filter(value -> !value.isBlank());
    }

    private static String oneLine(String text) {
        return text.substring(0, Math.min(text.length(), MAX_REASON)).replaceAll(NOT_ALLOWED, "?");
    }
}
