package io.github.nannybooking.table;

import io.github.nannybooking.platform.aws.TransientFailures;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;

/**
 * The outcome of {@link Table#write}. Numbers of changes are their positions among the arguments, from 0.
 *
 * @param reasons one for each change; empty if the transaction is committed
 */
public record Outcome(List<CancellationReason> reasons) {

    public boolean isCommitted() {
        return reasons.isEmpty();
    }

    /** Whether the condition of a change failed. */
    public boolean failed(int change) {
        return !isCommitted() && TransientFailures.isConditionFailed(reasons.get(change));
    }

    /** Whether the condition of a change failed because there is no such item. */
    public boolean isMissing(int change) {
        return failed(change) && !reasons.get(change).hasItem();
    }

    /** The current item on which the condition of a change failed; empty if it is missing or the condition held. */
    public Map<String, AttributeValue> item(int change) {
        return failed(change) ? reasons.get(change).item() : Map.of();
    }
}
