package io.github.nannybooking.table;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The states of a booking: DECLINING until none of the job's other applications is PENDING, then COMPLETED; in between
 * NEEDS_ATTENTION while declines have failed, so that somebody must retry them or do without.
 */
public enum BookingStatus {
    DECLINING,
    NEEDS_ATTENTION,
    COMPLETED;

    /** The attribute that holds it. */
    public static final String ATTRIBUTE = "bookingStatus";

    /** Whether {@code item}, which may be empty, is in this state. */
    public boolean isOf(Map<String, AttributeValue> item) {
        return StatusAttribute.holds(item, ATTRIBUTE, this);
    }
}
