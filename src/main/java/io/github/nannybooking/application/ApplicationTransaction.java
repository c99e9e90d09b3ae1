package io.github.nannybooking.application;

import io.github.nannybooking.aws.TransientFailures;
import io.github.nannybooking.http.Problem;
import io.github.nannybooking.http.ProblemException;
import io.github.nannybooking.table.ApplicationStatus;
import io.github.nannybooking.table.JobKey;
import io.github.nannybooking.table.JobStatus;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Makes an application, PENDING, in one transaction with the condition that its job is OPEN: a booking that closes the
 * job comes either after it, and finds it, or before it, and no application is made that nobody would decline.
 */
public final class ApplicationTransaction {

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Clock clock;

    ApplicationTransaction(DynamoDbClient dynamoDb, String table, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.clock = clock;
    }

    /**
     * Makes the application.
     *
     * @throws ProblemException             if there is no such job (404), it is not OPEN (409), or it has an application
     *                                      of this id already (409)
     * @throws TransactionCanceledException if conflicts or throttling outlast the retries
     */
    public void apply(NewApplication application) {
        JobKey job = findJob(application.jobId());
        try {
            dynamoDb.transactWriteItems(transaction -> transaction.transactItems(requireOpen(job), put(application)));
        } catch (TransactionCanceledException cancelled) {
            TransientFailures.requireConditionFailed(cancelled);
            throw refusal(application, cancelled);
        }
    }

    /** The index alone knows whose the job is; it may not know yet of a job that was made a moment ago. */
    private JobKey findJob(String jobId) {
        List<Map<String, AttributeValue>> jobs = dynamoDb.query(query -> query.tableName(table)
                        .indexName(JobKey.INDEX)
                        .keyConditionExpression("GSI1PK = :job AND GSI1SK = :job")
                        .expressionAttributeValues(Map.of(":job", AttributeValue.fromS(JobKey.indexKey(jobId)))))
                .items();
        return jobs.stream()
                .flatMap(job -> JobKey.ownerOf(job).stream())
                .map(owner -> new JobKey(owner, jobId))
                .findFirst()
                .orElseThrow(() -> noSuchJob(jobId));
    }

    private TransactWriteItem requireOpen(JobKey job) {
        return TransactWriteItem.builder()
                .conditionCheck(check -> check.tableName(table)
                        .key(job.toItemKey())
                        .conditionExpression("#status = :open")
                        .expressionAttributeNames(Map.of("#status", JobStatus.ATTRIBUTE))
                        .expressionAttributeValues(Map.of(":open", AttributeValue.fromS(JobStatus.OPEN.name())))
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .build();
    }

    private TransactWriteItem put(NewApplication application) {
        Map<String, AttributeValue> item = new HashMap<>(application.key().toKeys(application.username()));
        item.put("id", AttributeValue.fromS(application.applicationId()));
        item.put("jobId", AttributeValue.fromS(application.jobId()));
        item.put("username", AttributeValue.fromS(application.username()));
        item.put(ApplicationStatus.ATTRIBUTE, AttributeValue.fromS(ApplicationStatus.PENDING.name()));
        item.put(
                "createdOn", AttributeValue.fromN(String.valueOf(clock.instant().getEpochSecond())));
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table).item(item).conditionExpression("attribute_not_exists(PK)"))
                .build();
    }

    /** A condition on the job, the first of the two items, or on the application has failed. */
    private static ProblemException refusal(NewApplication application, TransactionCanceledException cancelled) {
        CancellationReason job = cancelled.cancellationReasons().get(0);
        if (!TransientFailures.isConditionFailed(job)) {
            return new ProblemException(Problem.of(
                    409,
                    "Already applied",
                    "job %s has an application %s already"
                            .formatted(application.jobId(), application.applicationId())));
        }
        return job.hasItem()
                ? new ProblemException(
                        Problem.of(409, "Job not open", "job %s takes no applications".formatted(application.jobId())))
                : noSuchJob(application.jobId());
    }

    private static ProblemException noSuchJob(String jobId) {
        return new ProblemException(Problem.of(404, "No such job", "there is no job %s".formatted(jobId)));
    }
}
