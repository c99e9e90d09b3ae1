package io.github.nannybooking.job;

import io.github.nannybooking.table.Table;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;

/** The bean of the job routes. */
public final class JobConfiguration implements CamelConfiguration {

    @BindToRegistry(lazy = true)
    public Jobs jobs(Table table) {
        return new Jobs(table);
    }
}
