package io.github.nannybooking.faileddecline;

import io.github.nannybooking.table.FailedDeclineKey;
import io.github.nannybooking.table.JobKey;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** The partition of an index in which failed declines stand by the time of their last failure. */
record FailedDeclineIndex(String index, String attributes, String partition) {

    /** @param job null for all */
    static FailedDeclineIndex of(JobFilter job) {
        return job == null
                ? new FailedDeclineIndex(JobKey.INDEX, "GSI1", FailedDeclineKey.PARTITION)
                : new FailedDeclineIndex(FailedDeclineKey.JOB_INDEX, "GSI2", FailedDeclineKey.partition(job.jobId()));
    }

    /**
     * Finds those before a position, the newest first. A position is a place, whether a failed decline stands there or
     * not: pages have neither gaps nor doubles, whatever is deleted meanwhile.
     */
    QueryRequest.Builder newestBefore(String position) {
        return QueryRequest.builder()
                .indexName(index)
                .keyConditionExpression("%sPK = :partition AND %sSK < :position".formatted(attributes, attributes))
                .expressionAttributeValues(Map.of(
                        ":partition", AttributeValue.fromS(partition),
                        ":position", AttributeValue.fromS(position)))
                .scanIndexForward(false);
    }
}
