package io.github.nannybooking.testing.ledger;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A job as a test put it into the table.
 *
 * @param item         of the job, OPEN
 * @param applications the items of its applications, all PENDING, by their ids
 */
public record PostedJob(
        String username,
        String id,
        Map<String, AttributeValue> item,
        Map<String, Map<String, AttributeValue>> applications) {

    public List<String> applicationIds() {
        return List.copyOf(applications.keySet());
    }
}
