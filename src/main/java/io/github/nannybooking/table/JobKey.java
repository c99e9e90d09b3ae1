package io.github.nannybooking.table;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The key of a job: {@code PK=USER#<username>}, {@code SK=JOB#<id>}. */
public record JobKey(String username, String jobId) {

    /** The index that holds a job with all its applications. */
    public static final String INDEX = "jobApplications";

    /** The prefix of {@code SK} of every job. */
    public static final String INDEX_PREFIX = "JOB#";

    private static final String OWNER_PREFIX = "USER#";
    private static final Pattern KEY =
            Pattern.compile(OWNER_PREFIX + "([^#]+)#" + INDEX_PREFIX + "([^#]+)", Pattern.DOTALL);

    /** The primary key, for the SDK. */
    public Map<String, AttributeValue> toItemKey() {
        return Map.of(
                "PK", AttributeValue.fromS(OWNER_PREFIX + username),
                "SK", AttributeValue.fromS(indexKey(jobId)));
    }

    /** All key attributes of the item: the primary key, and those of the indexes. */
    public Map<String, AttributeValue> toKeys() {
        AttributeValue key = AttributeValue.fromS(indexKey(jobId));
        Map<String, AttributeValue> keys = new HashMap<>(toItemKey());
        keys.putAll(Map.of("GSI1PK", key, "GSI1SK", key, "GSI2SK", key));
        return keys;
    }

    /** The keys in the index {@value JobStatus#INDEX}, which lists the jobs of a status. */
    public Map<String, AttributeValue> toKeysIn(JobStatus status) {
        Map<String, AttributeValue> keys = new HashMap<>(toItemKey());
        keys.put(JobStatus.ATTRIBUTE, AttributeValue.fromS(status.name()));
        return keys;
    }

    /** The owner and the id, for a cursor. */
    public String position() {
        return username + "#" + jobId;
    }

    /** The job at a {@link #position}. */
    public static JobKey ofPosition(String position) {
        String[] ids = position.split("#");
        return new JobKey(ids[0], ids[1]);
    }

    /** The key of {@code item}; empty if it is no job. */
    public static Optional<JobKey> find(Map<String, AttributeValue> item) {
        Matcher ids = KEY.matcher(item.get("PK").s() + "#" + item.get("SK").s());
        return ids.matches() ? Optional.of(new JobKey(ids.group(1), ids.group(2))) : Optional.empty();
    }

    /** {@code GSI1PK} of the job's item and of all its applications' items, in the index {@code jobApplications}. */
    public static String indexKey(String jobId) {
        return INDEX_PREFIX + jobId;
    }

    /** The owner, if {@code item} of the index {@code jobApplications} is the job itself. */
    public static Optional<String> ownerOf(Map<String, AttributeValue> item) {
        String partition = item.get("PK").s();
        return partition.startsWith(OWNER_PREFIX) && item.get("SK").equals(item.get("GSI1PK"))
                ? Optional.of(partition.substring(OWNER_PREFIX.length()))
                : Optional.empty();
    }
}
