package io.github.nannybooking.platform.correlation;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import org.slf4j.MDC;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * The id of a request, from its caller or of our own. What is done for the request carries it: exchanges as a property,
 * messages as an attribute, items as an attribute, and lines of the log, all under the name {@value #NAME}.
 */
public final class CorrelationId {

    public static final String NAME = "correlationId";

    /** The header of requests and answers. */
    public static final String HEADER = "X-Correlation-Id";

    public static final int MAX_LENGTH = 128;

    /** Callers and senders choose it, and it stands in the log: nothing in it may look like a line of its own. */
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._-]{1," + MAX_LENGTH + "}");

    private CorrelationId() {}

    /** The id that somebody sent; empty if it is none: null, empty, too long, or with other characters than A-Z a-z 0-9 . _ - */
    public static Optional<String> read(String sent) {
        return Optional.ofNullable(sent).filter(VALID.asMatchPredicate());
    }

    /** The id that a message of SQS carries; null if it has none, or one that is not valid: any program may have sent it. */
    public static String ofMessage(Message message) {
        Map<?, ?> attributes = message.getHeader(Sqs2Constants.MESSAGE_ATTRIBUTES, Map.of(), Map.class);
        return attributes.get(NAME) instanceof MessageAttributeValue sent
                ? read(sent.stringValue()).orElse(null)
                : null;
    }

    /** The id that somebody sent, or a new one if that is none. */
    public static String readOrMake(String sent) {
        return read(sent).orElseGet(() -> UUID.randomUUID().toString());
    }

    /** From its next step on, all that the exchange does is done under this id, also in other threads. */
    public static void set(Exchange exchange, String id) {
        exchange.setProperty(NAME, id);
    }

    /** Does what no exchange was made for under this id, on this thread alone. */
    public static void under(String id, Runnable work) {
        try (MDC.MDCCloseable done = MDC.putCloseable(NAME, id)) {
            work.run();
        }
    }

    /** What this thread works under; null if it works for no request. */
    public static String current() {
        return MDC.get(NAME);
    }
}
