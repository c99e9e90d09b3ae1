package io.github.nannybooking.explorer;

import java.util.Map;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * A message of the dead letter queue. All messages failed in the same second, so only their ids distinguish them.
 *
 * @param originalMessageId distinguishes it from other failures, also of the same decline
 */
record DeadLetter(String originalMessageId, String message) implements Comparable<DeadLetter> {

    Map<String, MessageAttributeValue> attributes() {
        return Map.of(
                "reason", text("unforeseen"), "failedOn", text("1"), "originalMessageId", text(originalMessageId));
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }

    @Override
    public int compareTo(DeadLetter other) {
        return originalMessageId.compareTo(other.originalMessageId);
    }
}
