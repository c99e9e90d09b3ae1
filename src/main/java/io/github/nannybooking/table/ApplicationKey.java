package io.github.nannybooking.table;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The key of an application: {@code PK=SK=JOB#<jobId>#APPLICATION#<id>}. */
public record ApplicationKey(
        @Identifier String jobId, @Identifier String applicationId) {

    private static final String APPLICANT = "username";
    private static final String INDEX_PREFIX = "APPLICATION#";

    /** The primary key, as the SDK takes it. */
    public Map<String, AttributeValue> toItemKey() {
        AttributeValue key = AttributeValue.fromS(JobKey.indexKey(jobId) + "#" + INDEX_PREFIX + applicationId);
        return Map.of("PK", key, "SK", key);
    }

    /** All key attributes of the item: the primary key, and those of the indexes. */
    public Map<String, AttributeValue> toKeys(String applicant) {
        Map<String, AttributeValue> keys = new HashMap<>(toItemKey());
        keys.put("GSI1PK", AttributeValue.fromS(JobKey.indexKey(jobId)));
        keys.put("GSI1SK", AttributeValue.fromS(INDEX_PREFIX + applicationId));
        keys.put("GSI2PK", AttributeValue.fromS("USER#" + applicant));
        keys.put("GSI2SK", AttributeValue.fromS(JobKey.indexKey(jobId)));
        return keys;
    }

    /** Who applied with {@code item}, an application. */
    public static Optional<String> applicantOf(Map<String, AttributeValue> item) {
        return Optional.ofNullable(item.get(APPLICANT)).map(AttributeValue::s);
    }

    /** The application's id, if {@code item} of the index {@code jobApplications} is an application. */
    public static Optional<String> idOf(Map<String, AttributeValue> item) {
        String sort = item.get("GSI1SK").s();
        return sort.startsWith(INDEX_PREFIX) ? Optional.of(sort.substring(INDEX_PREFIX.length())) : Optional.empty();
    }
}
