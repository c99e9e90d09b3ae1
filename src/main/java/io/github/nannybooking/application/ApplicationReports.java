package io.github.nannybooking.application;

import io.github.nannybooking.access.Caller;
import io.github.nannybooking.http.Page;
import io.github.nannybooking.job.Job;
import io.github.nannybooking.job.Jobs;
import io.github.nannybooking.table.ApplicationKey;
import io.github.nannybooking.table.JobKey;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** What is told of applications, as the indexes, which lag behind, know them. */
public final class ApplicationReports {

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Jobs jobs;

    ApplicationReports(DynamoDbClient dynamoDb, String table, Jobs jobs) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.jobs = jobs;
    }

    /** The job that a path names, and which of its applications the query asks for. */
    public JobQuery parseJobQuery(@Header("jobId") String jobId, @Header(Exchange.HTTP_QUERY) String query) {
        return JobQuery.of(jobId, query);
    }

    /**
     * A job as it is now, with a page of its applications.
     *
     * @throws io.github.nannybooking.job.NoSuchJobException if there is none, or none of the caller's
     */
    public JobReport readJob(@Body JobQuery query, @Header(Caller.HEADER) Caller caller) {
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
        return new JobReport(job, applications(page), page.next());
    }

    /** The nanny whom a path names, and which of her applications the query asks for. */
    public ApplicantQuery parseApplicantQuery(
            @Header("username") String username, @Header(Exchange.HTTP_QUERY) String query) {
        return ApplicantQuery.of(username, query);
    }

    /** A page of the applications of a nanny. */
    public ApplicationPage listOfApplicant(@Body ApplicantQuery query) {
        QueryRequest.Builder ofApplicant = QueryRequest.builder()
                .tableName(table)
                .indexName(ApplicationKey.APPLICANT_INDEX)
                .keyConditionExpression("GSI2PK = :nanny")
                .expressionAttributeValues(
                        Map.of(":nanny", AttributeValue.fromS(ApplicationKey.applicantKey(query.username()))));
        if (query.cursor() != null) {
            ofApplicant.exclusiveStartKey(
                    ApplicationKey.ofPosition(query.cursor()).toKeysOf(query.username()));
        }
        Page page = Page.find(dynamoDb, ofApplicant, query.limit(), item -> ApplicationKey.of(item)
                .position());
        return new ApplicationPage(applications(page), page.next());
    }

    /** The path where the nanny reads of the application. */
    public String locate(@Body Application application) {
        return "/users/%s/applications"
                .formatted(URLEncoder.encode(application.username(), StandardCharsets.UTF_8)
                        .replace("+", "%20"));
    }

    private static List<Application> applications(Page page) {
        return page.items().stream().map(Application::of).toList();
    }
}
