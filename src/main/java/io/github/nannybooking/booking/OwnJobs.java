package io.github.nannybooking.booking;

import io.github.nannybooking.job.Jobs;
import io.github.nannybooking.platform.access.Caller;
import org.apache.camel.Body;
import org.apache.camel.Header;

/** Keeps callers from what is done for the job of somebody else: its transactions would get in the way of the owner's. */
public final class OwnJobs {

    private final Jobs jobs;

    OwnJobs(Jobs jobs) {
        this.jobs = jobs;
    }

    /**
     * Looks whether the job is the caller's; of admins nothing is asked.
     *
     * @throws io.github.nannybooking.job.NoSuchJobException if the caller has no such job
     */
    public void require(@Body BookingRequest request, @Header(Caller.HEADER) Caller caller) {
        if (!caller.isAdmin()) {
            jobs.read(request.jobId(), caller);
        }
    }
}
