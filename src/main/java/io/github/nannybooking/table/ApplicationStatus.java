package io.github.nannybooking.table;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The states of an application; only a PENDING one changes. */
public enum ApplicationStatus {
    PENDING,
    ACCEPTED,
    DECLINED;

    /** The attribute that holds it. */
    public static final String ATTRIBUTE = "jobApplicationStatus";

    /** Whether {@code item}, which may be empty, is in this state. */
    public boolean isOf(Map<String, AttributeValue> item) {
        return StatusAttribute.holds(item, ATTRIBUTE, this);
    }
}
