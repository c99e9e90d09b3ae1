package io.github.nannybooking.job;

import io.github.nannybooking.idempotency.KeyedRequest;
import io.github.nannybooking.platform.access.Caller;
import io.github.nannybooking.table.JobKey;
import io.github.nannybooking.table.JobStatus;
import io.github.nannybooking.table.Table;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The jobs of the table. */
public final class Jobs {

    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

    private final Table table;

    public Jobs(Table table) {
        this.table = table;
    }

    /**
     * Creates an OPEN job with a new id. The SDK retries the put when a response was lost, and the job may be CLOSED by then,
     * so the put does not replace an item. An existing item is from an earlier attempt, because the id is new.
     *
     * @param request keeps the answer with the job; null if it has no key
     */
    public Job create(@Body NewJob newJob, @ExchangeProperty(KeyedRequest.PROPERTY) KeyedRequest request) {
        Job job = Job.open(UUID.randomUUID().toString(), newJob);
        if (request != null) {
            request.write(job, job.location(), table.putNew(job.toItem()));
        } else if (!table.putIfNew(job.toItem())) {
            LOG.info("Job {} was put by an earlier attempt", job.id());
        }
        return job;
    }

    /**
     * Finds the key of a job in the index, which contains its owner. The index lags behind, so it may not have a new job yet.
     *
     * @throws NoSuchJobException if the index has no such job
     */
    public JobKey findKey(String jobId) {
        return table
                .query(query -> query.indexName(JobKey.INDEX)
                        .keyConditionExpression("GSI1PK = :job AND GSI1SK = :job")
                        .expressionAttributeValues(Map.of(":job", AttributeValue.fromS(JobKey.indexKey(jobId)))))
                .stream()
                .flatMap(job -> JobKey.ownerOf(job).stream())
                .map(owner -> new JobKey(owner, jobId))
                .findFirst()
                .orElseThrow(() -> new NoSuchJobException(jobId));
    }

    /**
     * Reads a job. An admin can read all jobs; for other callers the jobs of other parents do not exist.
     *
     * @throws NoSuchJobException if the caller has no such job
     */
    public Job read(String jobId, Caller caller) {
        JobKey key = caller.isAdmin() ? findKey(jobId) : new JobKey(caller.username(), jobId);
        Map<String, AttributeValue> item = table.read(key.toItemKey());
        if (item.isEmpty()) {
            throw new NoSuchJobException(jobId);
        }
        return Job.of(key, item);
    }

    /** Reads the query of a request; {@code bodyValidator} validates it. */
    public OpenJobsQuery parse(@Header(Exchange.HTTP_QUERY) String query) {
        return OpenJobsQuery.parse(query);
    }

    /** Returns a page of the OPEN jobs, eventually consistent. */
    public OpenJobs listOpen(@Body OpenJobsQuery query) {
        Table.Page page = table.page(
                open -> open.indexName(JobStatus.INDEX)
                        .keyConditionExpression("#status = :open AND begins_with(SK, :job)")
                        .expressionAttributeNames(Map.of("#status", JobStatus.ATTRIBUTE))
                        .expressionAttributeValues(Map.of(
                                ":open", JobStatus.OPEN.toValue(),
                                ":job", AttributeValue.fromS(JobKey.INDEX_PREFIX)))
                        .exclusiveStartKey(
                                query.cursor() == null
                                        ? null
                                        : JobKey.ofPosition(query.cursor()).toKeysIn(JobStatus.OPEN)),
                query.limit(),
                item -> JobKey.find(item).map(JobKey::position));
        return new OpenJobs(
                page.items().stream()
                        .flatMap(item -> JobKey.find(item).map(key -> Job.of(key, item)).stream())
                        .toList(),
                page.next());
    }
}
