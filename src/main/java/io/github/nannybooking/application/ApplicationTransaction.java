package io.github.nannybooking.application;

import io.github.nannybooking.job.Jobs;
import io.github.nannybooking.job.NoSuchJobException;
import io.github.nannybooking.platform.aws.TransientFailures;
import io.github.nannybooking.platform.http.problem.Problem;
import io.github.nannybooking.platform.http.problem.ProblemException;
import io.github.nannybooking.table.ApplicationKey;
import io.github.nannybooking.table.ApplicationStatus;
import io.github.nannybooking.table.JobKey;
import io.github.nannybooking.table.JobStatus;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
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
    private final Jobs jobs;
    private final Clock clock;

    ApplicationTransaction(DynamoDbClient dynamoDb, String table, Jobs jobs, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.jobs = jobs;
        this.clock = clock;
    }

    /**
     * Looks whether the nanny has applied to the job, under whatever id: other programs give applications other ids than
     * {@link NewApplication#of}. An application that was made a moment ago may not be in the index yet.
     *
     * @throws ProblemException if so (409)
     */
    public void requireFirst(@Body NewApplication application) {
        List<Map<String, AttributeValue>> before = dynamoDb.query(query -> query.tableName(table)
                        .indexName(ApplicationKey.APPLICANT_INDEX)
                        .keyConditionExpression("GSI2PK = :nanny AND GSI2SK = :job")
                        .expressionAttributeValues(Map.of(
                                ":nanny", AttributeValue.fromS(ApplicationKey.applicantKey(application.username())),
                                ":job", AttributeValue.fromS(JobKey.indexKey(application.jobId()))))
                        .limit(1))
                .items();
        if (!before.isEmpty()) {
            throw alreadyApplied(application);
        }
    }

    /**
     * Makes the application.
     *
     * @return the application as it is now
     * @throws ProblemException             if there is no such job (404), it is not OPEN (409), or it has an application
     *                                      of this id already (409)
     * @throws TransactionCanceledException if conflicts or throttling outlast the retries
     */
    public Application apply(@Body NewApplication application) {
        JobKey job = jobs.findKey(application.jobId());
        Map<String, AttributeValue> item = item(application);
        try {
            dynamoDb.transactWriteItems(transaction -> transaction.transactItems(requireOpen(job), put(item)));
            return Application.of(item);
        } catch (TransactionCanceledException cancelled) {
            TransientFailures.requireConditionFailed(cancelled);
            throw refusal(application, cancelled);
        }
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

    private Map<String, AttributeValue> item(NewApplication application) {
        Map<String, AttributeValue> item = new HashMap<>(application.key().toKeys(application.username()));
        item.put("id", AttributeValue.fromS(application.applicationId()));
        item.put("jobId", AttributeValue.fromS(application.jobId()));
        item.put("username", AttributeValue.fromS(application.username()));
        item.put(ApplicationStatus.ATTRIBUTE, AttributeValue.fromS(ApplicationStatus.PENDING.name()));
        item.put(
                "createdOn", AttributeValue.fromN(String.valueOf(clock.instant().getEpochSecond())));
        return item;
    }

    private TransactWriteItem put(Map<String, AttributeValue> item) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table).item(item).conditionExpression("attribute_not_exists(PK)"))
                .build();
    }

    /** A condition on the job, the first of the two items, or on the application has failed. */
    private static ProblemException refusal(NewApplication application, TransactionCanceledException cancelled) {
        CancellationReason job = cancelled.cancellationReasons().get(0);
        if (!TransientFailures.isConditionFailed(job)) {
            return alreadyApplied(application);
        }
        return job.hasItem()
                ? new ProblemException(
                        Problem.of(409, "Job not open", "job %s takes no applications".formatted(application.jobId())))
                : new NoSuchJobException(application.jobId());
    }

    private static ProblemException alreadyApplied(NewApplication application) {
        return new ProblemException(Problem.of(
                409,
                "Already applied",
                "%s has applied to job %s already; GET %s has the application"
                        .formatted(
                                application.username(),
                                application.jobId(),
                                Application.locationOf(application.username()))));
    }
}
