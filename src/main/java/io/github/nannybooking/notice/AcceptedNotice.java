package io.github.nannybooking.notice;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The notice to an accepted applicant. The route {@code notify-accepted} writes it as JSON.
 *
 * @param applicant the accepted applicant; left out if the index does not have the application yet
 * @param parent    the parent who booked
 * @param text      one sentence for people, which contains names and ids verbatim
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
