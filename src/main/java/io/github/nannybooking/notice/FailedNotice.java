package io.github.nannybooking.notice;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What the route {@code notify-failed} tells, as JSON: a decline failed for good. The message itself stays out of it.
 *
 * @param id            under which the failed decline is kept
 * @param jobId         left out if the message names no application, as is {@code applicationId}
 * @param reason        why it failed
 * @param exception     the class of what was thrown; left out if nobody knows, as are {@code attempts}
 * @param attempts      how often it was tried
 * @param firstFailedOn in epoch seconds
 * @param lastFailedOn  in epoch seconds
 * @param text          the heart of it in one sentence, for people; the names in it are as their owners chose them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FailedNotice(
        String id,
        String jobId,
        String applicationId,
        String reason,
        String exception,
        Integer attempts,
        long firstFailedOn,
        long lastFailedOn,
        String text) {

    /** @param jobId null if the message names no application, as is {@code applicationId} */
    public static FailedNotice of(
            String id,
            String jobId,
            String applicationId,
            String reason,
            String exception,
            Integer attempts,
            long firstFailedOn,
            long lastFailedOn) {
        String what = jobId == null
                ? "A message that names no application"
                : "The decline of application %s for job %s".formatted(applicationId, jobId);
        String text = "%s has failed for good and is kept as failed decline %s: %s.".formatted(what, id, reason);
        return new FailedNotice(
                id, jobId, applicationId, reason, exception, attempts, firstFailedOn, lastFailedOn, text);
    }
}
