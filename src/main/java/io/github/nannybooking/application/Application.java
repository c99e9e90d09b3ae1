package io.github.nannybooking.application;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.nannybooking.table.ApplicationKey;
import io.github.nannybooking.table.ApplicationStatus;
import io.github.nannybooking.table.Attributes;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An application in an answer. The answer leaves out null fields, which the marketplace did not write.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Application(String id, String jobId, String username, String jobApplicationStatus, Long createdOn) {

    /** The key has the ids, also of an item that has no attributes for them. */
    static Application of(Map<String, AttributeValue> item) {
        Attributes attributes = new Attributes(item);
        Optional<ApplicationKey> key = ApplicationKey.find(item);
        return new Application(
                key.map(ApplicationKey::applicationId).orElse(null),
                key.map(ApplicationKey::jobId).orElse(null),
                attributes.text("username"),
                attributes.text(ApplicationStatus.ATTRIBUTE),
                attributes.wholeNumber("createdOn"));
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
