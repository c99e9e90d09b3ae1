package io.github.nannybooking;

import static io.github.nannybooking.Setting.ACKNOWLEDGE_WITHIN;
import static io.github.nannybooking.Setting.AWS_ATTEMPTS;
import static io.github.nannybooking.Setting.AWS_ATTEMPT_TIMEOUT;
import static io.github.nannybooking.Setting.AWS_BUDGET;
import static io.github.nannybooking.Setting.BATCH_SIZE;
import static io.github.nannybooking.Setting.MAX_RETRY_DELAY;
import static io.github.nannybooking.Setting.RETRY_DELAY;
import static io.github.nannybooking.Setting.VISIBILITY_TIMEOUT;

import io.github.nannybooking.aws.MessageKeeper;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;

/**
 * Refuses a visibility timeout with which a message could be delivered twice though nothing has died: {@link MessageKeeper}
 * extends it as long as the message is worked on, but not for ever.
 */
final class VisibilityChecks {

    /** The longest pause of the SDK before it repeats a request, in milliseconds. */
    private static final int MAX_PAUSE = 2_000;

    /** The most messages of one receive of the dead letter queue. */
    private static final int DEAD_LETTERS = 10;

    private VisibilityChecks() {}

    /** @throws InvalidSettingException if the settings don't go together; each is within its bounds already */
    static void check(CamelContext context) {
        checkExtension(context);
        // its update, a look why it was refused, the note that it failed, and whether DynamoDB works at all
        checkBatch(context, BATCH_SIZE.value(context), 4);
        // its transaction, and that of one which no booking has to know of
        checkBatch(context, DEAD_LETTERS, 2);
        if (RETRY_DELAY.value(context) > MAX_RETRY_DELAY.value(context)) {
            throw refusal(context, "%s must not be longer than %s", RETRY_DELAY, MAX_RETRY_DELAY);
        }
    }

    private static void checkExtension(CamelContext context) {
        if (AWS_ATTEMPT_TIMEOUT.value(context) * MessageKeeper.EXTENDED_AFTER > timeout(context)) {
            throw refusal(
                    context,
                    "%s, in s, must be at least " + MessageKeeper.EXTENDED_AFTER
                            + " times %s, in ms, so that it can be extended in time",
                    VISIBILITY_TIMEOUT,
                    AWS_ATTEMPT_TIMEOUT);
        }
    }

    /** The messages of a batch are worked off one after another, and the last one must still be kept. */
    private static void checkBatch(CamelContext context, int messages, int requestsToDynamoDb) {
        int request = AWS_ATTEMPTS.value(context) * (AWS_ATTEMPT_TIMEOUT.value(context) + MAX_PAUSE);
        // it is sent to the dead letter queue, given back, or deleted with others
        int message = requestsToDynamoDb * AWS_BUDGET.value(context) + 3 * request;
        int batch = messages * message + ACKNOWLEDGE_WITHIN.value(context);
        int kept = MessageKeeper.MAX_TIMEOUTS * timeout(context);
        if (batch > kept) {
            throw refusal(
                    context,
                    "a batch of " + messages + " may take " + batch + " ms, by %s, %s and %s, but is kept only for "
                            + kept + " ms: " + MessageKeeper.MAX_TIMEOUTS + " times %s, in s",
                    AWS_BUDGET,
                    AWS_ATTEMPTS,
                    AWS_ATTEMPT_TIMEOUT,
                    VISIBILITY_TIMEOUT);
        }
    }

    private static int timeout(CamelContext context) {
        return VISIBILITY_TIMEOUT.value(context) * 1_000;
    }

    /** @param reason with a place for each of the settings, which stand there as {@code key=value} */
    private static InvalidSettingException refusal(CamelContext context, String reason, Setting... settings) {
        return new InvalidSettingException(reason.formatted(Stream.of(settings)
                .map(setting -> setting.key() + "=" + setting.value(context))
                .toArray()));
    }
}
