package io.github.nannybooking.platform.startup;

import org.apache.camel.CamelContext;

/** This instance of the application, for the routes. */
public final class Instance {

    private final CamelContext context;

    Instance(CamelContext context) {
        this.context = context;
    }

    /** Returns false as soon as the instance is being stopped, so that a long round ends early. */
    public boolean isRunning() {
        return !context.isStopping();
    }
}
