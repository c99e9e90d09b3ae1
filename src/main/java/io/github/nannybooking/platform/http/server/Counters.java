package io.github.nannybooking.platform.http.server;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.component.micrometer.MicrometerConstants;

/** Counts what the HTTP server refuses, in the metrics of Camel. */
record Counters(CamelContext context) {

    void increment(String name, String tag, String value) {
        MeterRegistry metrics = context.getRegistry()
                .lookupByNameAndType(MicrometerConstants.METRICS_REGISTRY_NAME, MeterRegistry.class);
        // there are none if they are disabled
        if (metrics != null) {
            metrics.counter(name, tag, value).increment();
        }
    }
}
