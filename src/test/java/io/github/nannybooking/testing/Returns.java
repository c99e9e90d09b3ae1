package io.github.nannybooking.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.Exchange;

/** Stands in for the bean that ends the exchanges of a queue's consumer; to be added before the application's own beans. */
public final class Returns implements CamelConfiguration {

    private final List<Object> acknowledged = new CopyOnWriteArrayList<>();
    private final List<String> givenBack = new CopyOnWriteArrayList<>();

    @BindToRegistry
    public Returns receivedMessages() {
        return this;
    }

    public void acknowledge(Exchange exchange) {
        acknowledged.add(exchange.getProperty("receiptHandle"));
    }

    public void giveBack(Exchange exchange) {
        givenBack.add(
                exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class).getMessage());
    }

    /** The receipt handles of the messages that are done. */
    public List<Object> acknowledged() {
        return acknowledged;
    }

    /** Why the others come again. */
    public List<String> givenBack() {
        return givenBack;
    }
}
