package io.github.nannybooking.faileddecline;

import io.github.nannybooking.decline.DeclineMessage;
import io.github.nannybooking.platform.sqs.DeadLetter;
import io.github.nannybooking.table.ApplicationKey;
import io.github.nannybooking.table.FailedDeclineKey;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Reads a failed decline from a dead letter. */
record FailureReader(DeclineMessage messages, Clock clock) {

    FailedDecline read(String message, Map<String, MessageAttributeValue> attributes, String messageId) {
        Optional<ApplicationKey> application = messages.find(message);
        DeadLetter failure = DeadLetter.read(attributes, clock.instant().getEpochSecond());
        return new FailedDecline(
                application
                        .map(FailedDeclineKey::of)
                        .orElseGet(() -> FailedDeclineKey.ofMessage(message))
                        .id(),
                application.map(ApplicationKey::jobId).orElse(null),
                application.map(ApplicationKey::applicationId).orElse(null),
                failure.reason(),
                failure.exception().orElse(null),
                failure.attempts().map(Integer::longValue).orElse(null),
                failure.failedOn(),
                failure.failedOn(),
                failure.originalMessageId().orElse(messageId),
                failure.correlationId().orElse(null),
                message);
    }
}
