package io.github.nannybooking.platform.correlation;

import io.github.nannybooking.platform.headers.HeaderAllowList;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.HeaderFilterStrategy;

/** The beans that read and write the correlation ids of messages. */
public final class CorrelationConfiguration implements CamelConfiguration {

    @BindToRegistry
    public Correlation correlation() {
        return new Correlation();
    }

    /** The only message attribute of a decline. */
    @BindToRegistry
    public HeaderFilterStrategy correlationAlone() {
        return HeaderAllowList.out(CorrelationId.NAME);
    }

    @Override
    public void configure(CamelContext context) {
        context.getCamelContextExtension().addInterceptStrategy(new CorrelatedLog());
    }
}
