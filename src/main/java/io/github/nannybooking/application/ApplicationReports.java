package io.github.nannybooking.application;

import io.github.nannybooking.job.Job;
import io.github.nannybooking.job.Jobs;
import io.github.nannybooking.platform.access.Caller;
import io.github.nannybooking.table.ApplicationKey;
import io.github.nannybooking.table.JobKey;
import io.github.nannybooking.table.Table;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Lists the applications of a job or of a nanny page by page, eventually consistent. */
public final class ApplicationReports {

    private final Table table;
    private final Jobs jobs;

    ApplicationReports(Table table, Jobs jobs) {
        this.table = table;
        this.jobs = jobs;
    }

    /** Reads the path and the query of {@code GET /jobs/{jobId}}. */
    public JobQuery parseJobQuery(@Header("jobId") String jobId, @Header(Exchange.HTTP_QUERY) String query) {
        return JobQuery.of(jobId, query);
    }

    /**
     * Returns a job with a page of its applications.
     *
     * @throws io.github.nannybooking.job.NoSuchJobException if the caller has no such job
     */
    public JobReport readJob(@Body JobQuery query, @Header(Caller.HEADER) Caller caller) {
        Job job = jobs.read(query.jobId(), caller);
        Table.Page page = table.page(
                ofJob -> ofJob.indexName(JobKey.INDEX)
                        .keyConditionExpression("GSI1PK = :job AND begins_with(GSI1SK, :application)")
                        .expressionAttributeValues(Map.of(
                                ":job", AttributeValue.fromS(JobKey.indexKey(query.jobId())),
                                ":application", AttributeValue.fromS(ApplicationKey.INDEX_PREFIX)))
                        .exclusiveStartKey(
                                query.cursor() == null
                                        ? null
                                        : new ApplicationKey(query.jobId(), query.cursor()).toKeysInJob()),
                query.limit(),
                item -> ApplicationKey.find(item).map(ApplicationKey::applicationId));
        return new JobReport(job, page.items().stream().map(Application::of).toList(), page.next());
    }

    /** Reads the path and the query of {@code GET /users/{username}/applications}. */
    public ApplicantQuery parseNannyQuery(
            @Header("username") String username, @Header(Exchange.HTTP_QUERY) String query) {
        return ApplicantQuery.of(username, query);
    }

    /** Returns a page of the applications of a nanny. */
    public ApplicationPage listByNanny(@Body ApplicantQuery query) {
        Table.Page page = table.page(
                ofNanny -> ofNanny.indexName(ApplicationKey.APPLICANT_INDEX)
                        .keyConditionExpression("GSI2PK = :nanny")
                        .expressionAttributeValues(
                                Map.of(":nanny", AttributeValue.fromS(ApplicationKey.applicantKey(query.username()))))
                        .exclusiveStartKey(
                                query.cursor() == null
                                        ? null
                                        : ApplicationKey.ofPosition(query.cursor())
                                                .toKeysOf(query.username())),
                query.limit(),
                item -> ApplicationKey.find(item).map(ApplicationKey::position));
        return new ApplicationPage(page.items().stream().map(Application::of).toList(), page.next());
    }
}
