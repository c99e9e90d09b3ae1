package io.github.nannybooking.platform.sqs;

import io.github.nannybooking.platform.settings.InvalidSettingException;
import io.github.nannybooking.platform.settings.Settings;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;

/**
 * Refuses a visibility timeout with which a message could be delivered twice though nothing has died: {@link MessageKeeper}
 * extends it as long as the message is worked on, but not for ever.
 */
public final class VisibilityChecks {

    /** The longest pause of the SDK before it repeats a request, in milliseconds. */
    private static final int MAX_PAUSE = 2_000;

    private static final String VISIBILITY_TIMEOUT = "booking.decline.visibility-timeout";
    private static final String RETRY_DELAY = "booking.decline.retry-delay";
    private static final String MAX_RETRY_DELAY = "booking.decline.max-retry-delay";
    private static final String AWS_ATTEMPTS = "booking.aws.attempts";
    private static final String AWS_ATTEMPT_TIMEOUT = "booking.aws.attempt-timeout";
    private static final String AWS_BUDGET = "booking.aws.budget";

    private VisibilityChecks() {}

    /** @throws InvalidSettingException if the settings don't go together; each is within its bounds already */
    public static void check(CamelContext context) {
        checkExtension(context);
        // its update, a look why it was refused, the note that it failed, and whether DynamoDB works at all
        checkBatch(context, "booking.decline.batch-size", 4);
        // its transaction, and that of one which no booking has to know of
        checkBatch(context, "booking.parking.batch-size", 2);
        if (Settings.number(context, RETRY_DELAY) > Settings.number(context, MAX_RETRY_DELAY)) {
            throw refusal(context, "%s must not be longer than %s", RETRY_DELAY, MAX_RETRY_DELAY);
        }
    }

    private static void checkExtension(CamelContext context) {
        if (Settings.number(context, AWS_ATTEMPT_TIMEOUT) * MessageKeeper.EXTENDED_AFTER > timeout(context)) {
            throw refusal(
                    context,
                    "%s, in s, must be at least " + MessageKeeper.EXTENDED_AFTER
                            + " times %s, in ms, so that it can be extended in time",
                    VISIBILITY_TIMEOUT,
                    AWS_ATTEMPT_TIMEOUT);
        }
    }

    /** The messages of a batch are worked off one after another, and the last one must still be kept. */
    private static void checkBatch(CamelContext context, String batchSize, int requestsToDynamoDb) {
        int request =
                Settings.number(context, AWS_ATTEMPTS) * (Settings.number(context, AWS_ATTEMPT_TIMEOUT) + MAX_PAUSE);
        // it is sent to the dead letter queue, given back, or deleted with others
        int message = requestsToDynamoDb * Settings.number(context, AWS_BUDGET) + 3 * request;
        int batch = Settings.number(context, batchSize) * message
                + Settings.number(context, "booking.decline.acknowledge-within");
        int kept = MessageKeeper.MAX_TIMEOUTS * timeout(context);
        if (batch > kept) {
            throw refusal(
                    context,
                    "a batch of %s may take " + batch + " ms, by %s, %s and %s, but is kept only for " + kept + " ms: "
                            + MessageKeeper.MAX_TIMEOUTS + " times %s, in s",
                    batchSize,
                    AWS_BUDGET,
                    AWS_ATTEMPTS,
                    AWS_ATTEMPT_TIMEOUT,
                    VISIBILITY_TIMEOUT);
        }
    }

    private static int timeout(CamelContext context) {
        return Settings.number(context, VISIBILITY_TIMEOUT) * 1_000;
    }

    /** @param reason with a place for each of the settings, which stand there as {@code key=value} */
    private static InvalidSettingException refusal(CamelContext context, String reason, String... keys) {
        return new InvalidSettingException(reason.formatted(Stream.of(keys)
                .map(key -> key + "=" + Settings.text(context, key))
                .toArray()));
    }
}
