package io.github.nannybooking.application;

import io.github.nannybooking.platform.http.json.Identifier;
import io.github.nannybooking.table.ApplicationKey;

/**
 * A new application.
 *
 * @param jobId         the job to apply to
 * @param applicationId the id of the application
 * @param username      the nanny who applies
 */
public record NewApplication(
        @Identifier String jobId,
        @Identifier String applicationId,
        @Identifier String username) {

    /** The id depends only on the job and the nanny, so two concurrent requests create one application. */
    public static NewApplication of(String jobId, ApplicationRequest request) {
        ApplicationKey key = ApplicationKey.ofApplicant(jobId, request.username());
        return new NewApplication(jobId, key.applicationId(), request.username());
    }

    ApplicationKey key() {
        return new ApplicationKey(jobId, applicationId);
    }
}
