package io.github.nannybooking.platform.correlation;

import io.github.nannybooking.platform.headers.HeaderAllowList;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.HeaderFilterStrategy;

/** Sends correlation ids with messages, and logs them. */
public final class CorrelationConfiguration implements CamelConfiguration {

    /** The correlation id is the only attribute of a message. */
    @BindToRegistry
    public HeaderFilterStrategy correlationIdOnly() {
        return HeaderAllowList.out(CorrelationId.NAME);
    }

    @Override
    public void configure(CamelContext context) {
        context.getCamelContextExtension()
                .addInterceptStrategy((camel, definition, step, next) -> new CorrelatedLog(step));
    }
}
