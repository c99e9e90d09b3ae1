package io.github.nannybooking.table;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The key of a job: {@code PK=USER#<username>}, {@code SK=JOB#<id>}. */
public record JobKey(String username, String jobId) {

    /** The index that holds a job with all its applications. */
    public static final String INDEX = "jobApplications";

    private static final String OWNER_PREFIX = "USER#";

    /** The primary key, as the SDK takes it. */
    public Map<String, AttributeValue> toItemKey() {
        return Map.of(
                "PK", AttributeValue.fromS(OWNER_PREFIX + username),
                "SK", AttributeValue.fromS(indexKey(jobId)));
    }

    /** {@code GSI1PK} of the job's item and of all its applications' items, in the index {@code jobApplications}. */
    public static String indexKey(String jobId) {
        return "JOB#" + jobId;
    }

    /** The owner, if {@code item} of the index {@code jobApplications} is the job itself. */
    public static Optional<String> ownerOf(Map<String, AttributeValue> item) {
        String partition = item.get("PK").s();
        return partition.startsWith(OWNER_PREFIX) && item.get("SK").equals(item.get("GSI1PK"))
                ? Optional.of(partition.substring(OWNER_PREFIX.length()))
                : Optional.empty();
    }
}
