package io.github.nannybooking.access;

import io.github.bucket4j.TimeMeter;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;

/** The beans that decide who may do what. */
public final class AccessConfiguration implements CamelConfiguration {

    @BindToRegistry
    public Ownership ownership() {
        return new Ownership();
    }

    @BindToRegistry
    public RequestRates requestRates(@PropertyInject("booking.rate-limit") int perMinute) {
        return new RequestRates(new RateLimit(perMinute, TimeMeter.SYSTEM_NANOTIME));
    }

    @Override
    public void configure(CamelContext context) throws Exception {
        context.addStartupListener(new Gate());
        context.addStartupListener(context.getRegistry().findSingleByType(RequestRates.class));
    }
}
