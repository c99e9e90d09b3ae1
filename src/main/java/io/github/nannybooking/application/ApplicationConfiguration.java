package io.github.nannybooking.application;

import io.github.nannybooking.job.Jobs;
import java.time.Clock;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The beans that the routes of applications name. */
public final class ApplicationConfiguration implements CamelConfiguration {

    @BindToRegistry
    public ApplicationTransaction applicationTransaction(
            DynamoDbClient dynamoDb, @PropertyInject("booking.table") String table, Jobs jobs) {
        return new ApplicationTransaction(dynamoDb, table, jobs, Clock.systemUTC());
    }

    @BindToRegistry
    public ApplicationRequests applicationRequests() {
        return new ApplicationRequests();
    }

    @BindToRegistry
    public JobReports jobReports(DynamoDbClient dynamoDb, @PropertyInject("booking.table") String table, Jobs jobs) {
        return new JobReports(dynamoDb, table, jobs);
    }

    @BindToRegistry
    public ApplicantReports applicantReports(DynamoDbClient dynamoDb, @PropertyInject("booking.table") String table) {
        return new ApplicantReports(dynamoDb, table);
    }
}
