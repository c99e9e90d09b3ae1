package io.github.nannybooking.booking;

import io.github.nannybooking.job.Jobs;
import io.github.nannybooking.platform.settings.SettingsGroup;
import io.github.nannybooking.table.Table;
import java.time.Clock;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;

/** The beans of the booking routes. */
public final class BookingConfiguration implements CamelConfiguration {

    @BindToRegistry(lazy = true)
    public JobApplications jobApplications(Table table) {
        return new JobApplications(table);
    }

    @BindToRegistry(lazy = true)
    public BookingOutbox bookingOutbox(Table table, SettingsGroup settings) {
        return new BookingOutbox(
                table,
                new CheckSchedule(
                        Clock.systemUTC(),
                        settings.duration("reconcile.first-check"),
                        settings.duration("reconcile.max-delay")));
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
