package io.github.nannybooking.notice;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What the route {@code notify-accepted} tells, as JSON: an applicant was accepted.
 *
 * @param applicant who is to be told; left out while the index does not know the application
 * @param parent    who has booked
 * @param text      all of it in one sentence, for people; the names in it are as their owners chose them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AcceptedNotice(String jobId, String applicationId, String applicant, String parent, String text) {

    /** @param applicant null if nobody knows */
    public static AcceptedNotice of(String jobId, String applicationId, String applicant, String parent) {
        String whose = applicant == null ? "" : " of " + applicant;
        String text = "%s has accepted application %s%s for job %s.".formatted(parent, applicationId, whose, jobId);
        return new AcceptedNotice(jobId, applicationId, applicant, parent, text);
    }
}
