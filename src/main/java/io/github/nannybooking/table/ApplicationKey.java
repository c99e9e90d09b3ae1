package io.github.nannybooking.table;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The key of an application: {@code PK=SK=JOB#<jobId>#APPLICATION#<id>}. */
public record ApplicationKey(String jobId, String applicationId) {

    /** The index that holds the applications of a nanny, by {@link #applicantKey}. */
    public static final String APPLICANT_INDEX = "jobsAppliedTo";

    /** The prefix of {@code GSI1SK} of every application. */
    public static final String INDEX_PREFIX = "APPLICATION#";

    private static final String APPLICANT = "username";
    private static final Pattern PARTITION =
            Pattern.compile(JobKey.INDEX_PREFIX + "([^#]+)#" + INDEX_PREFIX + "([^#]+)", Pattern.DOTALL);

    /** The primary key, for the SDK. */
    public Map<String, AttributeValue> toItemKey() {
        AttributeValue key = AttributeValue.fromS(JobKey.indexKey(jobId) + "#" + INDEX_PREFIX + applicationId);
        return Map.of("PK", key, "SK", key);
    }

    /** The key of the application of a nanny to a job, derived from both, so that a repeated request has the same key. */
    public static ApplicationKey ofApplicant(String jobId, String applicant) {
        byte[] name = (jobId + "#" + applicant).getBytes(StandardCharsets.UTF_8);
        return new ApplicationKey(jobId, UUID.nameUUIDFromBytes(name).toString());
    }

    /** The key of {@code item}; empty if it is no application. */
    public static Optional<ApplicationKey> find(Map<String, AttributeValue> item) {
        return Optional.ofNullable(new Attributes(item).text("PK"))
                .map(PARTITION::matcher)
                .filter(Matcher::matches)
                .map(ids -> new ApplicationKey(ids.group(1), ids.group(2)));
    }

    /** All key attributes of the item: the primary key, and those of the indexes. */
    public Map<String, AttributeValue> toKeys(String applicant) {
        Map<String, AttributeValue> keys = new HashMap<>(toKeysInJob());
        keys.putAll(toKeysOf(applicant));
        return keys;
    }

    /** The keys in the index {@value JobKey#INDEX}, which lists the applications of a job. */
    public Map<String, AttributeValue> toKeysInJob() {
        Map<String, AttributeValue> keys = new HashMap<>(toItemKey());
        keys.put("GSI1PK", AttributeValue.fromS(JobKey.indexKey(jobId)));
        keys.put("GSI1SK", AttributeValue.fromS(INDEX_PREFIX + applicationId));
        return keys;
    }

    /** The keys in the index {@value #APPLICANT_INDEX}, which lists the applications of a nanny. */
    public Map<String, AttributeValue> toKeysOf(String applicant) {
        Map<String, AttributeValue> keys = new HashMap<>(toItemKey());
        keys.put("GSI2PK", AttributeValue.fromS(applicantKey(applicant)));
        keys.put("GSI2SK", AttributeValue.fromS(JobKey.indexKey(jobId)));
        return keys;
    }

    /** {@code GSI2PK} of all applications of a nanny, in the index {@value #APPLICANT_INDEX}. */
    public static String applicantKey(String applicant) {
        return "USER#" + applicant;
    }

    /** Both ids, for a cursor. */
    public String position() {
        return jobId + "#" + applicationId;
    }

    /** The application at a {@link #position}. */
    public static ApplicationKey ofPosition(String position) {
        String[] ids = position.split("#");
        return new ApplicationKey(ids[0], ids[1]);
    }

    /** The applicant of {@code item}, an application. */
    public static Optional<String> applicantOf(Map<String, AttributeValue> item) {
        return Optional.ofNullable(item.get(APPLICANT)).map(AttributeValue::s);
    }

    /**
     * The application's id, if {@code item} of the index {@code jobApplications} is an application of the job there. Another
     * program may have put the item: a decline of it would decline the application that its primary key names, if any.
     */
    public static Optional<String> idOf(Map<String, AttributeValue> item) {
        return find(item)
                .filter(key -> item.entrySet().containsAll(key.toKeysInJob().entrySet()))
                .map(ApplicationKey::applicationId);
    }

    /** Whether {@code item} of the index {@code jobApplications} is among the applications there, whatever its other keys. */
    public static boolean isAmongApplications(Map<String, AttributeValue> item) {
        return item.get("GSI1SK").s().startsWith(INDEX_PREFIX);
    }
}
