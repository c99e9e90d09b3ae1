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
 * The id of a request, which its caller sends or the application creates. Exchanges have it as a property, messages and
 * items as an attribute, and log lines in their context, all under the name {@value #NAME}.
 */
public final class CorrelationId {

    public static final String NAME = "correlationId";

    /** The header of requests and answers. */
    public static final String HEADER = "X-Correlation-Id";

    public static final int MAX_LENGTH = 128;

    /** Callers choose the id, and it is logged: it must not contain a line break. */
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._-]{1," + MAX_LENGTH + "}");

    private CorrelationId() {}

    /** Validates an id; empty if it is null, empty, too long, or contains other characters than A-Z a-z 0-9 . _ - */
    public static Optional<String> read(String sent) {
        return Optional.ofNullable(sent).filter(VALID.asMatchPredicate());
    }

    /** The id in an SQS message; null if there is none, or one that is not valid: any program may send messages. */
    public static String ofMessage(Message message) {
        Map<?, ?> attributes = message.getHeader(Sqs2Constants.MESSAGE_ATTRIBUTES, Map.of(), Map.class);
        return attributes.get(NAME) instanceof MessageAttributeValue sent
                ? read(sent.stringValue()).orElse(null)
                : null;
    }

    /** The id {@code sent} if it is valid, or else a new one. */
    public static String readOrMake(String sent) {
        return read(sent).orElseGet(() -> UUID.randomUUID().toString());
    }

    /** Sets the id of an exchange from its next step on, also in other threads. */
    public static void set(Exchange exchange, String id) {
        exchange.setProperty(NAME, id);
    }

    /** Runs code outside of an exchange with this id in the log context of the thread. */
    public static void under(String id, Runnable work) {
        try (MDC.MDCCloseable done = MDC.putCloseable(NAME, id)) {
            work.run();
        }
    }

    /** The id in the log context of this thread; null if there is none. */
    public static String current() {
        return MDC.get(NAME);
    }
}
