package io.github.nannybooking.faileddecline;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import io.github.nannybooking.platform.correlation.CorrelationId;
import io.github.nannybooking.table.FailedDeclineKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** What a transaction writes of a failed decline. */
record FailedDeclineItem(String table) {

    /** What not every failure tells; an older one's must not stay. */
    private static final List<String> OPTIONAL = List.of("exception", "attempts", CorrelationId.NAME);

    /**
     * Puts the failure in the place of an older one of the same decline, and keeps when that failed first. Its condition
     * is that no newer one is there: dead letters come in any order, and more than once.
     */
    TransactWriteItem put(FailedDecline failed) {
        Map<String, AttributeValue> attributes = attributes(failed);
        List<String> unknown =
                OPTIONAL.stream().filter(name -> !attributes.containsKey(name)).toList();
        String set = attributes.keySet().stream()
                .map(name -> "#%s = :%s".formatted(name, name))
                .collect(joining(", "));
        String remove =
                unknown.isEmpty() ? "" : unknown.stream().map("#"::concat).collect(joining(", ", " REMOVE ", ""));
        return TransactWriteItem.builder()
                .update(update -> update.tableName(table)
                        .key(failed.key().toItemKey())
                        .conditionExpression("attribute_not_exists(PK) OR #lastFailedOn <= :lastFailedOn")
                        .updateExpression(
                                "SET #firstFailedOn = if_not_exists(#firstFailedOn, :lastFailedOn), " + set + remove)
                        .expressionAttributeNames(
                                Stream.of(attributes.keySet().stream(), unknown.stream(), Stream.of("firstFailedOn"))
                                        .flatMap(names -> names)
                                        .collect(toMap("#"::concat, name -> name)))
                        .expressionAttributeValues(attributes.entrySet().stream()
                                .collect(toMap(entry -> ":" + entry.getKey(), Map.Entry::getValue))))
                .build();
    }

    private static Map<String, AttributeValue> attributes(FailedDecline failed) {
        String position = failed.position();
        Map<String, AttributeValue> attributes = new HashMap<>(Map.of(
                "GSI1PK", AttributeValue.fromS(FailedDeclineKey.PARTITION),
                "GSI1SK", AttributeValue.fromS(position),
                "id", AttributeValue.fromS(failed.id()),
                "reason", AttributeValue.fromS(failed.reason()),
                "lastFailedOn", AttributeValue.fromN(String.valueOf(failed.lastFailedOn())),
                "originalMessageId", AttributeValue.fromS(failed.originalMessageId()),
                "body", AttributeValue.fromS(failed.body())));
        failed.application().ifPresent(application -> {
            attributes.put("GSI2PK", AttributeValue.fromS(FailedDeclineKey.partition(application.jobId())));
            attributes.put("GSI2SK", AttributeValue.fromS(position));
            attributes.put("jobId", AttributeValue.fromS(application.jobId()));
            attributes.put("applicationId", AttributeValue.fromS(application.applicationId()));
        });
        if (failed.exception() != null) {
            attributes.put("exception", AttributeValue.fromS(failed.exception()));
        }
        if (failed.correlationId() != null) {
            attributes.put(CorrelationId.NAME, AttributeValue.fromS(failed.correlationId()));
        }
        if (failed.attempts() != null) {
            attributes.put("attempts", AttributeValue.fromN(String.valueOf(failed.attempts())));
        }
        return attributes;
    }

    /** Its condition is that the decline has not failed again since it was seen; one second may hold two failures. */
    TransactWriteItem delete(FailedDecline seen) {
        return TransactWriteItem.builder()
                .delete(delete -> delete.tableName(table)
                        .key(seen.key().toItemKey())
                        .conditionExpression("lastFailedOn = :on AND originalMessageId = :message")
                        .expressionAttributeValues(Map.of(
                                ":on", AttributeValue.fromN(String.valueOf(seen.lastFailedOn())),
                                ":message", AttributeValue.fromS(seen.originalMessageId()))))
                .build();
    }
}
