package io.github.nannybooking.decline;

import io.github.nannybooking.platform.sqs.MessageGroups;
import io.github.nannybooking.table.ApplicationKey;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A message to send.
 *
 * @param body            the {@link DeclineMessage}
 * @param group           the message group: the job
 * @param deduplicationId the same for the same application, so that a FIFO queue delivers a decline once when the reconciler
 *                        sends it again within 5 minutes
 */
public record Decline(String body, String group, String deduplicationId) {

    /** @param item an application; an item without the key of an application is in a group of its own */
    static Decline of(Map<String, AttributeValue> item, String body) {
        Optional<ApplicationKey> application = ApplicationKey.find(item);
        return new Decline(
                body,
                MessageGroups.idOf(application.map(ApplicationKey::jobId).orElse(body)),
                MessageGroups.idOf(application.map(ApplicationKey::position).orElse(body)));
    }
}
