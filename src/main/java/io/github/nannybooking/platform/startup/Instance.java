package io.github.nannybooking.platform.startup;

import org.apache.camel.CamelContext;

/** This instance, as the routes see it. */
public final class Instance {

    private final CamelContext context;

    Instance(CamelContext context) {
        this.context = context;
    }

    /** Whether it is not being stopped, so that there is time for one thing more of a long round. */
    public boolean isRunning() {
        return !context.isStopping();
    }
}
