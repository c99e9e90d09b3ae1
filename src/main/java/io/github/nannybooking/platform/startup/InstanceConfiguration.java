package io.github.nannybooking.platform.startup;

import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;

/** The bean by which routes check whether the instance is being stopped. */
public final class InstanceConfiguration implements CamelConfiguration {

    @BindToRegistry
    public Instance instance(CamelContext context) {
        return new Instance(context);
    }

    /** This instance of the application, for the routes. */
    public static final class Instance {

        private final CamelContext context;

        Instance(CamelContext context) {
            this.context = context;
        }

        /** Returns false as soon as the instance is being stopped, so that a long round ends early. */
        public boolean isRunning() {
            return !context.isStopping();
        }
    }
}
