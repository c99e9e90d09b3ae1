package io.github.nannybooking.job;

import io.github.nannybooking.platform.access.Caller;
import io.github.nannybooking.platform.http.paging.Page;
import io.github.nannybooking.table.JobKey;
import io.github.nannybooking.table.JobStatus;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** The jobs of the table. */
public final class Jobs {

    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

    private final DynamoDbClient dynamoDb;
    private final String table;

    public Jobs(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    /**
     * Puts a job, OPEN, under a new id. When an answer was lost the SDK puts it once more, and it may be CLOSED already: so
     * it must not be there yet, and if it is, an earlier attempt has put it, since nobody else knows the id.
     */
    public Job create(@Body NewJob newJob) {
        Job job = Job.open(UUID.randomUUID().toString(), newJob);
        try {
            dynamoDb.putItem(
                    put -> put.tableName(table).item(job.toItem()).conditionExpression("attribute_not_exists(PK)"));
        } catch (ConditionalCheckFailedException putBefore) {
            LOG.info("Job {} was put by an earlier attempt", job.id());
        }
        return job;
    }

    /**
     * The key of a job. The index alone knows whose the job is; it may not know yet of one that was made a moment ago.
     *
     * @throws NoSuchJobException if the index knows none
     */
    public JobKey findKey(String jobId) {
        List<Map<String, AttributeValue>> jobs = dynamoDb.query(query -> query.tableName(table)
                        .indexName(JobKey.INDEX)
                        .keyConditionExpression("GSI1PK = :job AND GSI1SK = :job")
                        .expressionAttributeValues(Map.of(":job", AttributeValue.fromS(JobKey.indexKey(jobId)))))
                .items();
        return jobs.stream()
                .flatMap(job -> JobKey.ownerOf(job).stream())
                .map(owner -> new JobKey(owner, jobId))
                .findFirst()
                .orElseThrow(() -> new NoSuchJobException(jobId));
    }

    /**
     * The job as it is now. Only an admin is asked about the jobs of others: for everybody else they are not there.
     *
     * @throws NoSuchJobException if there is none, or none of the caller's
     */
    public Job read(String jobId, Caller caller) {
        JobKey key = caller.isAdmin() ? findKey(jobId) : new JobKey(caller.username(), jobId);
        Map<String, AttributeValue> item = dynamoDb.getItem(
                        get -> get.tableName(table).key(key.toItemKey()).consistentRead(true))
                .item();
        if (item.isEmpty()) {
            throw new NoSuchJobException(jobId);
        }
        return Job.of(item);
    }

    /** What a query asks for. */
    public OpenJobsQuery parse(@Header(Exchange.HTTP_QUERY) String query) {
        return OpenJobsQuery.parse(query);
    }

    /** What the index, which lags behind, knows of the page. */
    public OpenJobs listOpen(@Body OpenJobsQuery query) {
        QueryRequest.Builder open = QueryRequest.builder()
                .tableName(table)
                .indexName(JobStatus.INDEX)
                .keyConditionExpression("#status = :open AND begins_with(SK, :job)")
                .expressionAttributeNames(Map.of("#status", JobStatus.ATTRIBUTE))
                .expressionAttributeValues(Map.of(
                        ":open", AttributeValue.fromS(JobStatus.OPEN.name()),
                        ":job", AttributeValue.fromS(JobKey.INDEX_PREFIX)));
        if (query.cursor() != null) {
            open.exclusiveStartKey(JobKey.ofPosition(query.cursor()).toKeysIn(JobStatus.OPEN));
        }
        Page page =
                Page.find(dynamoDb, open, query.limit(), item -> JobKey.of(item).position());
        return new OpenJobs(page.items().stream().map(Job::of).toList(), page.next());
    }
}
