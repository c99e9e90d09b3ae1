package io.github.nannybooking.table;

/** The states of an application; only a PENDING one changes. */
public enum ApplicationStatus implements Status {
    PENDING,
    ACCEPTED,
    DECLINED;

    public static final String ATTRIBUTE = "jobApplicationStatus";

    @Override
    public String attribute() {
        return ATTRIBUTE;
    }
}
