package io.github.nannybooking.faileddecline;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.nannybooking.platform.correlation.CorrelationId;
import io.github.nannybooking.table.ApplicationKey;
import io.github.nannybooking.table.FailedDeclineKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A decline that failed for good, in the table and in answers, which leave out null fields. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FailedDecline(
        String id,
        String jobId,
        String applicationId,
        String reason,
        String exception,
        Integer attempts,
        long firstFailedOn,
        long lastFailedOn,
        String originalMessageId,
        String correlationId,
        String body) {

    static FailedDecline of(Map<String, AttributeValue> item) {
        AttributeValue none = AttributeValue.builder().build();
        AttributeValue attempts = item.getOrDefault("attempts", none);
        return new FailedDecline(
                item.get("id").s(),
                item.getOrDefault("jobId", none).s(),
                item.getOrDefault("applicationId", none).s(),
                item.get("reason").s(),
                item.getOrDefault("exception", none).s(),
                attempts.n() == null ? null : Integer.valueOf(attempts.n()),
                Long.parseLong(item.get("firstFailedOn").n()),
                Long.parseLong(item.get("lastFailedOn").n()),
                item.get("originalMessageId").s(),
                item.getOrDefault(CorrelationId.NAME, none).s(),
                item.get("body").s());
    }

    /** The notice to the operators. */
    public FailedNotice notice() {
        return FailedNotice.of(this);
    }

    FailedDecline withoutBody() {
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
                null);
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
                "originalMessageId", AttributeValue.fromS(originalMessageId),
                "body", AttributeValue.fromS(body)));
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
        return jobId == null ? Optional.empty() : Optional.of(new ApplicationKey(jobId, applicationId));
    }
}
