package io.github.nannybooking.application;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.nannybooking.table.ApplicationStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An application, as it is answered; what is null, because the marketplace wrote none, is left out.
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

    /** The path where the nanny reads of it. */
    public String location() {
        return locationOf(username);
    }

    /** The path where a nanny reads of her applications. */
    static String locationOf(String username) {
        return "/users/%s/applications"
                .formatted(URLEncoder.encode(username, StandardCharsets.UTF_8).replace("+", "%20"));
    }
}
