package io.github.nannybooking.notice;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.nannybooking.table.ApplicationKey;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The notice to an applicant whose application is DECLINED. The route {@code notify-declined} writes it as JSON.
 *
 * @param applicant the applicant; left out if the application does not name one
 * @param text      one sentence for people, which contains names and ids verbatim
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeclinedNotice(String jobId, String applicationId, String applicant, String text) {

    /** @param item the item of the application; null if unknown */
    public static DeclinedNotice of(ApplicationKey application, Map<String, AttributeValue> item) {
        String applicant =
                item == null ? null : ApplicationKey.applicantOf(item).orElse(null);
        String whose = applicant == null ? "" : " of " + applicant;
        String text = "Application %s%s for job %s is declined."
                .formatted(application.applicationId(), whose, application.jobId());
        return new DeclinedNotice(application.jobId(), application.applicationId(), applicant, text);
    }
}
