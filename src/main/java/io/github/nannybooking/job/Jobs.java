package io.github.nannybooking.job;

import io.github.nannybooking.platform.access.Caller;
import io.github.nannybooking.table.JobKey;
import io.github.nannybooking.table.JobStatus;
import io.github.nannybooking.table.Table;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
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
     * Puts a job, OPEN, under a new id. The SDK repeats the put when an answer was lost, and the job may be CLOSED by then.
     * So the put fails on an item that exists; an earlier attempt has put this item, since no other program knows its id.
     */
    public Job create(@Body NewJob newJob) {
        Job job = Job.open(UUID.randomUUID().toString(), newJob);
        if (!table.putIfNew(job.toItem())) {
            LOG.info("Job {} was put by an earlier attempt", job.id());
        }
        return job;
    }

    /**
     * The key of a job. Only the index knows the owner; it lags behind, so it may not have a new job yet.
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
     * Reads a job. Only an admin can read the jobs of others: for any other caller they do not exist.
     *
     * @throws NoSuchJobException if the caller has no such job
     */
    public Job read(String jobId, Caller caller) {
        JobKey key = caller.isAdmin() ? findKey(jobId) : new JobKey(caller.username(), jobId);
        Map<String, AttributeValue> item = table.read(key.toItemKey());
        if (item.isEmpty()) {
            throw new NoSuchJobException(jobId);
        }
        return Job.of(item);
    }

    /** Reads the query of a request; {@code bodyValidator} validates it. */
    public OpenJobsQuery parse(@Header(Exchange.HTTP_QUERY) String query) {
        return OpenJobsQuery.parse(query);
    }

    /** A page of the OPEN jobs, as the index has them, which lags behind. */
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
        return new OpenJobs(page.items().stream().map(Job::of).toList(), page.next());
    }
}
