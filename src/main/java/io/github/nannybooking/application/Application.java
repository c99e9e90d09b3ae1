package io.github.nannybooking.application;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.nannybooking.table.ApplicationStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An application in an answer. The answer leaves out null fields, which the marketplace did not write.
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

    /** The path of the list that contains the application. */
    public String location() {
        return locationOf(username);
    }

    /** The path of the applications of a nanny. */
    static String locationOf(String username) {
        return "/users/%s/applications"
                .formatted(URLEncoder.encode(username, StandardCharsets.UTF_8).replace("+", "%20"));
    }
}
