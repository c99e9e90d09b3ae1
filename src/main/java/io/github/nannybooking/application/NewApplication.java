package io.github.nannybooking.application;

import io.github.nannybooking.platform.http.json.Identifier;
import io.github.nannybooking.table.ApplicationKey;

/**
 * An application to be made.
 *
 * @param jobId         the job to apply to
 * @param applicationId the application's id, new among those of the job
 * @param username      the nanny who applies
 */
public record NewApplication(
        @Identifier String jobId,
        @Identifier String applicationId,
        @Identifier String username) {

    /** The nanny's application to the job: it has the same id each time, so that only one of two at once is made. */
    public static NewApplication of(String jobId, ApplicationRequest request) {
        ApplicationKey key = ApplicationKey.ofApplicant(jobId, request.username());
        return new NewApplication(jobId, key.applicationId(), request.username());
    }

    ApplicationKey key() {
        return new ApplicationKey(jobId, applicationId);
    }
}
