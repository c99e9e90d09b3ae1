package io.github.nannybooking.table;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The states of a job; a job is CLOSED by its booking and never opens again. */
public enum JobStatus {
    OPEN,
    CLOSED;

    /** The attribute that holds it. */
    public static final String ATTRIBUTE = "jobStatus";

    /** The index that holds the jobs by it. */
    public static final String INDEX = "getJobsByStatus";

    /** Whether {@code item} is in this state. */
    public boolean isOf(Map<String, AttributeValue> item) {
        return StatusAttribute.holds(item, ATTRIBUTE, this);
    }
}
