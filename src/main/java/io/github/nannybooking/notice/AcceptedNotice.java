package io.github.nannybooking.notice;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The notice of the route {@code notify-accepted}, in JSON: an applicant is accepted.
 *
 * @param applicant the user to notify; left out while the index does not have the application
 * @param parent    the user who has booked
 * @param text      the notice in one sentence; users choose the names in it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AcceptedNotice(String jobId, String applicationId, String applicant, String parent, String text) {

    /** @param applicant null if unknown */
    public static AcceptedNotice of(String jobId, String applicationId, String applicant, String parent) {
        String whose = applicant == null ? "" : " of " + applicant;
        String text = "%s has accepted application %s%s for job %s.".formatted(parent, applicationId, whose, jobId);
        return new AcceptedNotice(jobId, applicationId, applicant, parent, text);
    }
}
