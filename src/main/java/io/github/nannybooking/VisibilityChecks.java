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
 * Refuses a visibility timeout with which a message could be delivered twice though nothing has died. A message is kept by
 * extending its timeout when half of it is over, up to {@value MessageKeeper#MAX_TIMEOUTS} timeouts together.
 */
final class VisibilityChecks {

    /** The longest pause of the SDK before it repeats a request, in milliseconds. */
    private static final int MAX_PAUSE = 2_000;

    /** The requests to DynamoDB that one decline may need: update, read why not, note that it failed. */
    private static final int REQUESTS_TO_DYNAMO_DB = 3;

    private VisibilityChecks() {}

    /** @throws InvalidSettingException if the settings don't go together; each is within its bounds already */
    static void check(CamelContext context) {
        checkExtension(context);
        checkBatch(context);
        if (RETRY_DELAY.value(context) > MAX_RETRY_DELAY.value(context)) {
            throw refusal(context, "%s must not be longer than %s", RETRY_DELAY, MAX_RETRY_DELAY);
        }
    }

    /** Half a timeout is left when a message's timeout is extended, and all attempts of that request must fit in. */
    private static void checkExtension(CamelContext context) {
        int attempts = AWS_ATTEMPTS.value(context) * AWS_ATTEMPT_TIMEOUT.value(context);
        if (attempts > VISIBILITY_TIMEOUT.value(context) * 1_000 / 2) {
            throw refusal(
                    context,
                    "%s, in s, must be at least twice as long as all attempts to extend it: %s of %s, in ms, each",
                    VISIBILITY_TIMEOUT,
                    AWS_ATTEMPTS,
                    AWS_ATTEMPT_TIMEOUT);
        }
    }

    /** The messages of a batch are worked off one after another, and the last one must still be kept. */
    private static void checkBatch(CamelContext context) {
        int toSqs = AWS_ATTEMPTS.value(context) * (AWS_ATTEMPT_TIMEOUT.value(context) + MAX_PAUSE);
        int message = REQUESTS_TO_DYNAMO_DB * AWS_BUDGET.value(context) + toSqs;
        int batch = BATCH_SIZE.value(context) * message + ACKNOWLEDGE_WITHIN.value(context);
        int kept = MessageKeeper.MAX_TIMEOUTS * VISIBILITY_TIMEOUT.value(context) * 1_000;
        if (batch > kept) {
            throw refusal(
                    context,
                    "a batch may take " + batch + " ms, by %s, %s, %s and %s, but is kept only for " + kept + " ms: "
                            + MessageKeeper.MAX_TIMEOUTS + " times %s, in s",
                    BATCH_SIZE,
                    AWS_BUDGET,
                    AWS_ATTEMPTS,
                    AWS_ATTEMPT_TIMEOUT,
                    VISIBILITY_TIMEOUT);
        }
    }

    /** @param reason with a place for each of the settings, which stand there as {@code key=value} */
    private static InvalidSettingException refusal(CamelContext context, String reason, Setting... settings) {
        return new InvalidSettingException(reason.formatted(Stream.of(settings)
                .map(setting -> setting.key() + "=" + setting.value(context))
                .toArray()));
    }
}
