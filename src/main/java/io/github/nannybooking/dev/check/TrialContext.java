package io.github.nannybooking.dev.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.camel.Endpoint;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.processor.DefaultProcessorFactory;
import org.apache.camel.reifier.ProcessorReifier;
import org.apache.camel.spi.ProcessorFactory;

/**
 * A Camel context from which nothing leaves the JVM. If it can't create a step, it continues, to find the mistakes in the
 * other steps as well.
 */
final class TrialContext extends DefaultCamelContext {

    private final List<FailedStep> failedSteps = new ArrayList<>();
    private boolean isStubbing = true;

    record FailedStep(Route route, NamedNode step, Exception reason) {}

    TrialContext() {
        super(false);
        getCamelContextExtension()
                .registerEndpointCallback((uri, endpoint) -> isStubbing ? new StubEndpoint(endpoint, this) : endpoint);
        getCamelContextExtension().addContextPlugin(ProcessorFactory.class, new Steps());
    }

    List<FailedStep> failedSteps() {
        return failedSteps;
    }

    /** The text with the values of its placeholders; unchanged if one has none, as the parameter of a route template. */
    String resolved(String text) {
        try {
            // null if the property is optional and missing
            return Optional.ofNullable(resolvePropertyPlaceholders(text)).orElse("");
        } catch (RuntimeException e) {
            return text;
        }
    }

    /** Runs code of a component, which expects the endpoints that it asks for to be its own. */
    <T> T unstubbed(Callable<T> component) throws Exception {
        isStubbing = false;
        try {
            return component.call();
        } finally {
            isStubbing = true;
        }
    }

    /** Camel would also start the endpoint that a stub replaces. */
    @Override
    public void addService(Object service) throws Exception {
        if (!isRemote(service)) {
            super.addService(service);
        }
    }

    @Override
    public void addPrototypeService(Object service) {
        if (!isRemote(service)) {
            super.addPrototypeService(service);
        }
    }

    private static boolean isRemote(Object service) {
        return service instanceof Endpoint endpoint && StubEndpoint.leadsOut(endpoint);
    }

    private final class Steps extends DefaultProcessorFactory {

        @Override
        public Processor createProcessor(Route route, NamedNode step) throws Exception {
            try {
                Processor processor = super.createProcessor(route, step);
                return processor != null
                        ? processor
                        : ProcessorReifier.reifier(route, (ProcessorDefinition<?>) step)
                                .createProcessor();
            } catch (Exception e) {
                failedSteps.add(new FailedStep(route, step, e));
                return exchange -> {};
            }
        }
    }
}
