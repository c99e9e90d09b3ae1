package io.github.nannybooking.platform.sqs;

import io.github.nannybooking.platform.correlation.CorrelationId;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;

/** What a dead letter tells about its failure, as SQS message attributes. */
public final class DeadLetter {

    /** The message attributes of a dead letter: why, by which exception, how often tried, when, its id in the queue, and for which request. */
    static final String[] ATTRIBUTES = {
        "reason", "exception", "attempts", "failedOn", "originalMessageId", CorrelationId.NAME
    };

    private static final int MAX_REASON = 500;

    /** What XML 1.0 does not allow, so that SQS refuses it in an attribute, and what would make more lines of a log of it. */
    private static final String NOT_ALLOWED =
            "[^\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]|\\p{Cc}|\\p{Zl}|\\p{Zp}";

    /** The exception's message, or its class where it has none; at most {@value #MAX_REASON} characters, never empty. */
    public String reason(@ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
        String message = failure.getMessage();
        String reason =
                message == null || message.isBlank() ? failure.getClass().getName() : message;
        return oneLine(reason);
    }

    /** A text as it may stand in a message attribute and in the log: one line of at most {@value #MAX_REASON} characters. */
    public static String oneLine(String text) {
        return text.substring(0, Math.min(text.length(), MAX_REASON)).replaceAll(NOT_ALLOWED, "?");
    }

    /** Now, in epoch seconds. */
    public String failedOn() {
        return String.valueOf(Instant.now().getEpochSecond());
    }
}
