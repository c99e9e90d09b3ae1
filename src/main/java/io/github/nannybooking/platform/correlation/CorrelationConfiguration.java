package io.github.nannybooking.platform.correlation;

import io.github.nannybooking.platform.headers.HeaderAllowList;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.HeaderFilterStrategy;

/** The beans by which correlation ids come out of messages and into them. */
public final class CorrelationConfiguration implements CamelConfiguration {

    @BindToRegistry
    public Correlation correlation() {
        return new Correlation();
    }

    /** What a message for the queue of declines carries beside its body. */
    @BindToRegistry
    public HeaderFilterStrategy correlationAlone() {
        return HeaderAllowList.out(CorrelationId.NAME);
    }

    @Override
    public void configure(CamelContext context) {
        context.getCamelContextExtension().addInterceptStrategy(new CorrelatedLog());
    }
}
