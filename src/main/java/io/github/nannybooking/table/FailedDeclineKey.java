package io.github.nannybooking.table;

import jakarta.validation.constraints.Pattern;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The key of a failed decline: {@code PK=SK=FAILED_DECLINE#<id>}; a decline that fails again has the same id. */
public record FailedDeclineKey(
        @Pattern(regexp = FailedDeclineKey.ID, message = "must be a UUID in lower case")
        String id) {

    /** The index that holds the failed declines of a job, by {@link #partition(String)}. */
    public static final String JOB_INDEX = ApplicationKey.APPLICANT_INDEX;

    /** {@code GSI1PK} of all failed declines, in the index {@code jobApplications}. */
    public static final String PARTITION = "FAILED_DECLINE";

    /** The regular expression of a {@link #position}. */
    public static final String POSITION = "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z#" + FailedDeclineKey.ID;

    static final String ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** The key of a decline that names an application. */
    public static FailedDeclineKey of(ApplicationKey application) {
        return named(application.jobId() + "#" + application.applicationId());
    }

    /** The key of a message that names no application. */
    public static FailedDeclineKey ofMessage(String body) {
        // the '#' distinguishes a body from the ids of an application
        return named("#" + body);
    }

    /** The key of {@code item}; empty if it is no failed decline. */
    public static Optional<FailedDeclineKey> find(Map<String, AttributeValue> item) {
        return Optional.ofNullable(new Attributes(item).text("PK"))
                .filter(partition -> partition.matches(PARTITION + "#" + ID))
                .map(partition -> new FailedDeclineKey(partition.substring(PARTITION.length() + 1)));
    }

    /** Where {@code item} stands in the indexes; empty if it is no failed decline. */
    public static Optional<String> positionOf(Map<String, AttributeValue> item) {
        return Optional.ofNullable(new Attributes(item).text("GSI1SK"))
                .filter(position -> position.matches(POSITION) && find(item).isPresent());
    }

    private static FailedDeclineKey named(String name) {
        return new FailedDeclineKey(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
    }

    /** The primary key, for the SDK. */
    public Map<String, AttributeValue> toItemKey() {
        AttributeValue key = AttributeValue.fromS(PARTITION + "#" + id);
        return Map.of("PK", key, "SK", key);
    }

    /** The primary key of a part of a big message: {@code PK=SK=FAILED_DECLINE_PART#<id>#<number>}. It is in no index. */
    public Map<String, AttributeValue> toPartKey(int number) {
        AttributeValue key = AttributeValue.fromS("FAILED_DECLINE_PART#%s#%d".formatted(id, number));
        return Map.of("PK", key, "SK", key);
    }

    /** {@code GSI2PK} of the failed declines of a job, in the index {@value #JOB_INDEX}. */
    public static String partition(String jobId) {
        return PARTITION + "#JOB#" + jobId;
    }

    /** {@code GSI1SK} and {@code GSI2SK}, which sort by the time of the last failure. */
    public String position(Instant lastFailedOn) {
        return time(lastFailedOn) + "#" + id;
    }

    /** A text that sorts before the {@link #position} of each decline that fails at {@code time} or later. */
    public static String time(Instant time) {
        return MILLIS.format(time);
    }
}
