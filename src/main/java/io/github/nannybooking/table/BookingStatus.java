package io.github.nannybooking.table;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The states of a booking: DECLINING until none of the job's other applications is PENDING. */
public enum BookingStatus {
    DECLINING,
    COMPLETED;

    /** The attribute that holds it. */
    public static final String ATTRIBUTE = "bookingStatus";

    /** Whether {@code item}, which may be empty, is in this state. */
    public boolean isOf(Map<String, AttributeValue> item) {
        return StatusAttribute.holds(item, ATTRIBUTE, this);
    }
}
