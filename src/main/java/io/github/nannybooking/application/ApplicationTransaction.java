package io.github.nannybooking.application;

import io.github.nannybooking.idempotency.KeyedRequest;
import io.github.nannybooking.job.Jobs;
import io.github.nannybooking.job.NoSuchJobException;
import io.github.nannybooking.platform.http.problem.Problem;
import io.github.nannybooking.platform.http.problem.ProblemException;
import io.github.nannybooking.table.ApplicationKey;
import io.github.nannybooking.table.ApplicationStatus;
import io.github.nannybooking.table.JobKey;
import io.github.nannybooking.table.JobStatus;
import io.github.nannybooking.table.Outcome;
import io.github.nannybooking.table.Table;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Creates a PENDING application in one transaction with the condition that its job is OPEN. So a booking, which closes the
 * job, either follows the application and declines it, or precedes it, and then the application is rejected.
 */
public final class ApplicationTransaction {

    private static final int JOB = 0;

    private final Table table;
    private final Jobs jobs;
    private final Clock clock;

    ApplicationTransaction(Table table, Jobs jobs, Clock clock) {
        this.table = table;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** Builds the application from the path and the body; {@code bodyValidator} validates it. */
    public NewApplication build(@Header("jobId") String jobId, @Body ApplicationRequest request) {
        return NewApplication.of(jobId, request);
    }

    /**
     * Requires that the nanny has not applied to the job under any id, because the marketplace uses other ids than
     * {@link NewApplication#of}. The index lags behind, so it may not have a new application yet.
     *
     * @param request null if it has no key
     * @throws ProblemException if the nanny has applied already, also by the same request, sent twice at once (409)
     */
    public void requireFirst(
            @Body NewApplication application, @ExchangeProperty(KeyedRequest.PROPERTY) KeyedRequest request) {
        boolean appliedBefore = !table.query(query -> query.indexName(ApplicationKey.APPLICANT_INDEX)
                        .keyConditionExpression("GSI2PK = :nanny AND GSI2SK = :job")
                        .expressionAttributeValues(Map.of(
                                ":nanny", AttributeValue.fromS(ApplicationKey.applicantKey(application.username())),
                                ":job", AttributeValue.fromS(JobKey.indexKey(application.jobId()))))
                        .limit(1))
                .isEmpty();
        if (appliedBefore) {
            if (request != null) {
                request.requireNoAnswer();
            }
            throw alreadyApplied(application);
        }
    }

    /**
     * Creates the application.
     *
     * @param request keeps the answer with the application; null if it has no key
     * @throws ProblemException if there is no such job (404), it is not OPEN (409), or it already has an application with
     *     this id (409)
     */
    public Application apply(
            @Body NewApplication application, @ExchangeProperty(KeyedRequest.PROPERTY) KeyedRequest request) {
        JobKey job = jobs.findKey(application.jobId());
        Map<String, AttributeValue> item = item(application);
        Application created = Application.of(item);
        TransactWriteItem[] changes = {table.require(job.toItemKey(), JobStatus.OPEN), table.putNew(item)};
        Outcome outcome = request == null ? table.write(changes) : request.write(created, created.location(), changes);
        if (outcome.isMissing(JOB)) {
            throw new NoSuchJobException(application.jobId());
        }
        if (outcome.failed(JOB)) {
            throw new ProblemException(
                    Problem.of(409, "Job not open", "job %s takes no applications".formatted(application.jobId())));
        }
        if (!outcome.isCommitted()) {
            throw alreadyApplied(application);
        }
        return created;
    }

    private Map<String, AttributeValue> item(NewApplication application) {
        Map<String, AttributeValue> item = new HashMap<>(application.key().toKeys(application.username()));
        item.put("id", AttributeValue.fromS(application.applicationId()));
        item.put("jobId", AttributeValue.fromS(application.jobId()));
        item.put("username", AttributeValue.fromS(application.username()));
        item.put(ApplicationStatus.ATTRIBUTE, ApplicationStatus.PENDING.toValue());
        item.put(
                "createdOn", AttributeValue.fromN(String.valueOf(clock.instant().getEpochSecond())));
        return item;
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
