package io.github.nannybooking.booking;

import io.github.nannybooking.job.Jobs;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The beans that the routes of a booking name. */
public final class BookingConfiguration implements CamelConfiguration {

    @BindToRegistry
    public OwnJobs ownJobs(Jobs jobs) {
        return new OwnJobs(jobs);
    }

    @BindToRegistry
    public JobApplications jobApplications(DynamoDbClient dynamoDb, @PropertyInject("booking.table") String table) {
        return new JobApplications(dynamoDb, table);
    }

    @BindToRegistry
    public BookingOutbox bookingOutbox(
            DynamoDbClient dynamoDb,
            @PropertyInject("booking.table") String table,
            @PropertyInject("booking.reconcile.first-check") long firstCheck,
            @PropertyInject("booking.reconcile.max-delay") long maxDelay) {
        return new BookingOutbox(
                dynamoDb,
                table,
                new CheckSchedule(Clock.systemUTC(), Duration.ofSeconds(firstCheck), Duration.ofSeconds(maxDelay)));
    }

    @BindToRegistry
    public BookingTransaction bookingTransaction(
            DynamoDbClient dynamoDb, @PropertyInject("booking.table") String table, BookingOutbox outbox) {
        return new BookingTransaction(dynamoDb, table, outbox);
    }

    @BindToRegistry
    public BookingReports bookingReports(JobApplications applications) {
        return new BookingReports(applications);
    }
}
