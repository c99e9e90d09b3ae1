package io.github.nannybooking.application;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.nannybooking.table.ApplicationStatus;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An application, as it is answered; what is null, because the marketplace wrote none, is left out.
 *
 * @param username             the nanny who applied
 * @param jobApplicationStatus an {@link ApplicationStatus}
 * @param createdOn            in epoch seconds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Application(String id, String jobId, String username, String jobApplicationStatus, Long createdOn) {

    static Application of(Map<String, AttributeValue> item) {
        AttributeValue none = AttributeValue.builder().build();
        AttributeValue createdOn = item.getOrDefault("createdOn", none);
        return new Application(
                item.getOrDefault("id", none).s(),
                item.getOrDefault("jobId", none).s(),
                item.getOrDefault("username", none).s(),
                item.getOrDefault(ApplicationStatus.ATTRIBUTE, none).s(),
                createdOn.n() == null ? null : Long.valueOf(createdOn.n()));
    }
}
