package io.github.nannybooking.application;

import org.apache.camel.Body;
import org.apache.camel.Header;

/** What a request to apply asks for. */
public final class ApplicationRequests {

    ApplicationRequests() {}

    /** The application to the job that the path names. */
    public NewApplication name(@Header("jobId") String jobId, @Body ApplicationRequest request) {
        return NewApplication.of(jobId, request);
    }
}
