package io.github.nannybooking.dev.check;

import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultInterceptSendToEndpoint;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.support.service.ServiceHelper;

/**
 * An endpoint that Camel has created with all its options, but that consumes nothing. If it leads out of the JVM, neither it
 * nor its producer is started: a component makes its first request then.
 */
final class StubEndpoint extends DefaultInterceptSendToEndpoint implements MultipleConsumersSupport {

    private final Endpoint real;
    private final TrialContext context;

    StubEndpoint(Endpoint real, TrialContext context) {
        super(real, true);
        this.real = real;
        this.context = context;
    }

    /** The component creates and initializes a consumer, or says why it can't. */
    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        Consumer consumer = context.unstubbed(() -> real.createConsumer(processor));
        // others may need what they consume from, as those of an HTTP server
        if (consumer instanceof ScheduledPollConsumer) {
            ServiceHelper.initService(consumer);
        }
        return new Idle(this, processor);
    }

    /** The component creates and initializes a producer, or says why it can't. */
    @Override
    public AsyncProducer createAsyncProducer() throws Exception {
        AsyncProducer producer = context.unstubbed(real::createAsyncProducer);
        ServiceHelper.initService(producer);
        return isRemote() ? new Silent(this) : producer;
    }

    @Override
    public boolean isMultipleConsumersSupported() {
        return real instanceof MultipleConsumersSupport several && several.isMultipleConsumersSupported();
    }

    @Override
    public boolean isRemote() {
        return leadsOut(real);
    }

    /** A kamelet leads only to the endpoints in it. */
    static boolean leadsOut(Endpoint endpoint) {
        return endpoint.isRemote() && !endpoint.getEndpointUri().startsWith("kamelet:");
    }

    @Override
    public void start() {
        if (!isRemote()) {
            super.start();
        }
    }

    private static final class Idle extends DefaultConsumer {

        private Idle(Endpoint endpoint, Processor processor) {
            super(endpoint, processor);
        }
    }

    private static final class Silent extends DefaultAsyncProducer {

        private Silent(Endpoint endpoint) {
            super(endpoint);
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            callback.done(true);
            return true;
        }
    }
}
