package io.github.nannybooking.faileddecline;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * The notice to the operators of a decline that failed for good. The route {@code notify-failed} writes it as JSON.
 *
 * @param failedDecline without its message
 * @param text          one sentence for people, which contains ids verbatim
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
