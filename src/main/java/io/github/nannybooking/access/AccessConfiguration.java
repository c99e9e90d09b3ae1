package io.github.nannybooking.access;

import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;

/** The beans that decide who may do what. */
public final class AccessConfiguration implements CamelConfiguration {

    @BindToRegistry
    public Ownership ownership() {
        return new Ownership();
    }

    @Override
    public void configure(CamelContext context) throws Exception {
        context.addStartupListener(new Gate());
    }
}
