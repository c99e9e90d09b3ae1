package io.github.nannybooking.faileddecline;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.nannybooking.platform.correlation.CorrelationId;
import io.github.nannybooking.platform.sqs.MessageGroups;
import io.github.nannybooking.table.ApplicationKey;
import io.github.nannybooking.table.Attributes;
import io.github.nannybooking.table.FailedDeclineKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A decline that failed for good, in the table and in answers, which leave out null fields.
 *
 * @param body      the message; as the table keeps a {@link BigMessage}, only its beginning
 * @param bodyBytes the size of the message if {@code body} is only its beginning, otherwise null
 * @param hasParts  whether the table may have parts of a big message, of this failure or of an older one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FailedDecline(
        String id,
        String jobId,
        String applicationId,
        String reason,
        String exception,
        Long attempts,
        long firstFailedOn,
        long lastFailedOn,
        String originalMessageId,
        String correlationId,
        String body,
        Long bodyBytes,
        @JsonIgnore boolean hasParts) {

    static final String UNKNOWN = "unknown";

    private static final String BODY_BYTES = "bodyBytes";
    private static final String BODY_PARTS = "bodyParts";

    /** The optional attributes; a newer failure removes those of an older one, except for the mark of its parts. */
    static final List<String> OPTIONAL = List.of("exception", "attempts", CorrelationId.NAME, BODY_BYTES);

    /** With a whole message. */
    public FailedDecline(
            String id,
            String jobId,
            String applicationId,
            String reason,
            String exception,
            Long attempts,
            long firstFailedOn,
            long lastFailedOn,
            String originalMessageId,
            String correlationId,
            String body) {
        this(
                id,
                jobId,
                applicationId,
                reason,
                exception,
                attempts,
                firstFailedOn,
                lastFailedOn,
                originalMessageId,
                correlationId,
                body,
                null,
                false);
    }

    /** @param item a failed decline; {@value #UNKNOWN}, or 0, replaces an attribute that each failed decline has */
    static FailedDecline of(Map<String, AttributeValue> item) {
        Attributes attributes = new Attributes(item);
        return new FailedDecline(
                FailedDeclineKey.find(item).orElseThrow().id(),
                attributes.text("jobId"),
                attributes.text("applicationId"),
                orUnknown(attributes.text("reason")),
                attributes.text("exception"),
                attributes.wholeNumber("attempts"),
                Objects.requireNonNullElse(attributes.wholeNumber("firstFailedOn"), 0L),
                Objects.requireNonNullElse(attributes.wholeNumber("lastFailedOn"), 0L),
                orUnknown(attributes.text("originalMessageId")),
                CorrelationId.read(attributes.text(CorrelationId.NAME)).orElse(null),
                attributes.text("body"),
                attributes.wholeNumber(BODY_BYTES),
                item.containsKey(BODY_PARTS));
    }

    private static String orUnknown(String text) {
        return Objects.requireNonNullElse(text, UNKNOWN);
    }

    /** The message group of a retry: the job, or the failed decline itself if its message names no application. */
    public String messageGroup() {
        return jobId == null ? id : MessageGroups.idOf(jobId);
    }

    /** The notice to the operators. */
    public FailedNotice notice() {
        return FailedNotice.of(this);
    }

    FailedDecline withoutBody() {
        return withBody(null);
    }

    FailedDecline withBody(String whole) {
        return new FailedDecline(
                id,
                jobId,
                applicationId,
                reason,
                exception,
                attempts,
                firstFailedOn,
                lastFailedOn,
                originalMessageId,
                correlationId,
                whole,
                null,
                hasParts);
    }

    /** The attributes of the item without the primary key, {@code firstFailedOn} and null fields. */
    Map<String, AttributeValue> toAttributes() {
        AttributeValue position = AttributeValue.fromS(position());
        Map<String, AttributeValue> attributes = new HashMap<>(Map.of(
                "GSI1PK", AttributeValue.fromS(FailedDeclineKey.PARTITION),
                "GSI1SK", position,
                "id", AttributeValue.fromS(id),
                "reason", AttributeValue.fromS(reason),
                "lastFailedOn", AttributeValue.fromN(String.valueOf(lastFailedOn)),
                "originalMessageId", AttributeValue.fromS(originalMessageId)));
        Optional<BigMessage> big = BigMessage.of(body);
        attributes.put("body", AttributeValue.fromS(big.map(BigMessage::shown).orElse(body)));
        big.ifPresent(message -> {
            attributes.put(BODY_BYTES, AttributeValue.fromN(String.valueOf(message.bytes().length)));
            attributes.put(BODY_PARTS, AttributeValue.fromBool(true));
        });
        if (jobId != null) {
            attributes.put("GSI2PK", AttributeValue.fromS(FailedDeclineKey.partition(jobId)));
            attributes.put("GSI2SK", position);
            attributes.put("jobId", AttributeValue.fromS(jobId));
            attributes.put("applicationId", AttributeValue.fromS(applicationId));
        }
        if (exception != null) {
            attributes.put("exception", AttributeValue.fromS(exception));
        }
        if (correlationId != null) {
            attributes.put(CorrelationId.NAME, AttributeValue.fromS(correlationId));
        }
        if (attempts != null) {
            attributes.put("attempts", AttributeValue.fromN(String.valueOf(attempts)));
        }
        return attributes;
    }

    /** The sort key in the indexes. */
    String position() {
        return key().position(Instant.ofEpochSecond(lastFailedOn));
    }

    FailedDeclineKey key() {
        return new FailedDeclineKey(id);
    }

    /** The application to decline; empty if the message names no application. */
    Optional<ApplicationKey> application() {
        return jobId == null || applicationId == null
                ? Optional.empty()
                : Optional.of(new ApplicationKey(jobId, applicationId));
    }
}
