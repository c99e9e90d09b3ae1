package io.github.nannybooking.platform.correlation;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.slf4j.MDC;

/**
 * Puts the correlation id of an exchange into the log context (MDC) while a step of a route runs, in any thread. The
 * component camel-mdc does the same, but keeps the context of a thread in a field that all threads share, so a log line may
 * contain the id of another request.
 */
final class CorrelatedLog extends DelegateAsyncProcessor {

    CorrelatedLog(Processor step) {
        super(step);
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        String before = MDC.get(CorrelationId.NAME);
        put(exchange.getProperty(CorrelationId.NAME, String.class));
        try {
            return super.process(exchange, callback);
        } finally {
            put(before);
        }
    }

    private static void put(String id) {
        if (id == null) {
            MDC.remove(CorrelationId.NAME);
        } else {
            MDC.put(CorrelationId.NAME, id);
        }
    }
}
