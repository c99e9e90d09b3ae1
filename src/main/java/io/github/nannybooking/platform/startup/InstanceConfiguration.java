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
}
