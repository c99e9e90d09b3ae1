package io.github.nannybooking.application;

import io.github.nannybooking.job.Jobs;
import io.github.nannybooking.table.Table;
import java.time.Clock;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;

/** The beans of the application routes. */
public final class ApplicationConfiguration implements CamelConfiguration {

    @BindToRegistry(lazy = true)
    public ApplicationTransaction applicationTransaction(Table table, Jobs jobs) {
        return new ApplicationTransaction(table, jobs, Clock.systemUTC());
    }

    @BindToRegistry(lazy = true)
    public ApplicationReports applicationReports(Table table, Jobs jobs) {
        return new ApplicationReports(table, jobs);
    }
}
