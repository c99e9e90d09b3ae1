package io.github.nannybooking.table;

/** The states of a job; its booking makes a job CLOSED, and it never becomes OPEN again. */
public enum JobStatus implements Status {
    OPEN,
    CLOSED;

    public static final String ATTRIBUTE = "jobStatus";

    /** The index of the jobs by their state. */
    public static final String INDEX = "getJobsByStatus";

    @Override
    public String attribute() {
        return ATTRIBUTE;
    }
}
