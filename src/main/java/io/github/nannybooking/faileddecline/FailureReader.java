package io.github.nannybooking.faileddecline;

import io.github.nannybooking.decline.DeclineMessage;
import io.github.nannybooking.platform.correlation.CorrelationId;
import io.github.nannybooking.platform.sqs.DeadLetter;
import io.github.nannybooking.table.ApplicationKey;
import io.github.nannybooking.table.FailedDeclineKey;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * Reads a dead letter. One that SQS has moved by itself, or that somebody else sent, lacks the attributes of ours or has
 * nonsense in them; it is no less a dead letter.
 */
record FailureReader(DeclineMessage messages, Clock clock) {

    static final String MOVED_BY_SQS = "SQS moved it to the dead letter queue after its last receive";

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final Pattern EPOCH_SECOND = Pattern.compile("\\d{1,10}");

    FailedDecline read(String message, Map<String, MessageAttributeValue> attributes, String messageId) {
        Optional<ApplicationKey> application = messages.find(message);
        // a failure of the future would be newer than all that follow
        long now = clock.instant().getEpochSecond();
        long failedOn = text(attributes, "failedOn")
                .filter(EPOCH_SECOND.asMatchPredicate())
                .map(Long::valueOf)
                .filter(time -> time < now)
                .orElse(now);
        return new FailedDecline(
                application
                        .map(FailedDeclineKey::of)
                        .orElseGet(() -> FailedDeclineKey.ofMessage(message))
                        .id(),
                application.map(ApplicationKey::jobId).orElse(null),
                application.map(ApplicationKey::applicationId).orElse(null),
                text(attributes, "reason").orElse(MOVED_BY_SQS),
                text(attributes, "exception").orElse(null),
                text(attributes, "attempts")
                        .filter(NUMBER.asMatchPredicate())
                        .map(Integer::valueOf)
                        .orElse(null),
                failedOn,
                failedOn,
                text(attributes, "originalMessageId").orElse(messageId),
                text(attributes, CorrelationId.NAME)
                        .flatMap(CorrelationId::read)
                        .orElse(null),
                message);
    }

    private static Optional<String> text(Map<String, MessageAttributeValue> attributes, String name) {
        return Optional.ofNullable(attributes.get(name))
                .map(MessageAttributeValue::stringValue)
                .map(DeadLetter::oneLine)
                .filter(value -> !value.isBlank());
    }
}
