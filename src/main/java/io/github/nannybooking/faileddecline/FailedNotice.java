package io.github.nannybooking.faileddecline;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * The notice to the operators that a decline failed for good, as the route {@code notify-failed} has it in JSON.
 *
 * @param failedDecline without its message
 * @param text          the heart of it in one sentence, for people; the names in it are as their owners chose them
 */
public record FailedNotice(@JsonUnwrapped FailedDecline failedDecline, String text) {

    static FailedNotice of(FailedDecline failed) {
        String what = failed.application()
                .map(application -> "The decline of application %s for job %s"
                        .formatted(application.applicationId(), application.jobId()))
                .orElse("A message that names no application");
        String text = "%s has failed for good and is kept as failed decline %s: %s."
                .formatted(what, failed.id(), failed.reason());
        return new FailedNotice(failed.withoutBody(), text);
    }
}
