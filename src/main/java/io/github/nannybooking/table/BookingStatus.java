package io.github.nannybooking.table;

/**
 * The states of a booking. It is DECLINING until none of the job's other applications is PENDING, then COMPLETED. It is
 * NEEDS_ATTENTION while each PENDING application has a failed decline, which an operator must retry or remove.
 */
public enum BookingStatus implements Status {
    DECLINING,
    NEEDS_ATTENTION,
    COMPLETED;

    public static final String ATTRIBUTE = "bookingStatus";

    @Override
    public String attribute() {
        return ATTRIBUTE;
    }
}
