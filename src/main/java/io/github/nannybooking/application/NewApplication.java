package io.github.nannybooking.application;

import io.github.nannybooking.table.ApplicationKey;
import io.github.nannybooking.table.Identifier;

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

    ApplicationKey key() {
        return new ApplicationKey(jobId, applicationId);
    }
}
