package io.github.nannybooking.application;

import io.github.nannybooking.job.Job;
import io.github.nannybooking.job.Jobs;
import io.github.nannybooking.platform.access.Caller;
import io.github.nannybooking.platform.http.paging.Page;
import io.github.nannybooking.table.ApplicationKey;
import io.github.nannybooking.table.JobKey;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** A job with its applications, as the index, which lags behind, knows them. */
public final class JobReports {

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Jobs jobs;

    JobReports(DynamoDbClient dynamoDb, String table, Jobs jobs) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.jobs = jobs;
    }

    /** The job that a path names, and which of its applications the query asks for. */
    public JobQuery parse(@Header("jobId") String jobId, @Header(Exchange.HTTP_QUERY) String query) {
        return JobQuery.of(jobId, query);
    }

    /**
     * A job as it is now, with a page of its applications.
     *
     * @throws io.github.nannybooking.job.NoSuchJobException if there is none, or none of the caller's
     */
    public JobReport read(@Body JobQuery query, @Header(Caller.HEADER) Caller caller) {
        Job job = jobs.read(query.jobId(), caller);
        QueryRequest.Builder ofJob = QueryRequest.builder()
                .tableName(table)
                .indexName(JobKey.INDEX)
                .keyConditionExpression("GSI1PK = :job AND begins_with(GSI1SK, :application)")
                .expressionAttributeValues(Map.of(
                        ":job", AttributeValue.fromS(JobKey.indexKey(query.jobId())),
                        ":application", AttributeValue.fromS(ApplicationKey.INDEX_PREFIX)));
        if (query.cursor() != null) {
            ofJob.exclusiveStartKey(new ApplicationKey(query.jobId(), query.cursor()).toKeysInJob());
        }
        Page page = Page.find(
                dynamoDb, ofJob, query.limit(), item -> ApplicationKey.of(item).applicationId());
        return new JobReport(job, page.items().stream().map(Application::of).toList(), page.next());
    }
}
