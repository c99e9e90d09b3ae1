package io.github.nannybooking.booking;

import io.github.nannybooking.job.Jobs;
import io.github.nannybooking.table.Table;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;

/** The beans that the routes of a booking name. */
public final class BookingConfiguration implements CamelConfiguration {

    @BindToRegistry(lazy = true)
    public JobApplications jobApplications(Table table) {
        return new JobApplications(table);
    }

    @BindToRegistry(lazy = true)
    public BookingOutbox bookingOutbox(
            Table table,
            @PropertyInject("booking.reconcile.first-check") long firstCheck,
            @PropertyInject("booking.reconcile.max-delay") long maxDelay) {
        return new BookingOutbox(
                table,
                new CheckSchedule(Clock.systemUTC(), Duration.ofSeconds(firstCheck), Duration.ofSeconds(maxDelay)));
    }

    @BindToRegistry(lazy = true)
    public BookingTransaction bookingTransaction(Table table, Jobs jobs, BookingOutbox outbox) {
        return new BookingTransaction(table, jobs, outbox);
    }

    @BindToRegistry(lazy = true)
    public BookingReports bookingReports(Table table, JobApplications applications) {
        return new BookingReports(table, applications);
    }
}
