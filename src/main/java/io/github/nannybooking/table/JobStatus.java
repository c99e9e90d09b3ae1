package io.github.nannybooking.table;

/** The states of a job. Its booking closes a job, and a CLOSED job never becomes OPEN again. */
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
