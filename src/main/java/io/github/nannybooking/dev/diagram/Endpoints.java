package io.github.nannybooking.dev.diagram;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.model.EndpointRequiredDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.model.rest.VerbDefinition;

/** Where messages come from and go to, in short: without the parameters of a URI, which don't name it. */
final class Endpoints {

    private Endpoints() {}

    /** Where a step, or the start of a route, sends or takes messages, as {@code aws2-sqs:declines}; empty if nowhere. */
    static Optional<String> of(Object step) {
        if (step instanceof EndpointRequiredDefinition endpoint) {
            return Optional.of(shortened(endpoint.getEndpointUri()));
        }
        return step instanceof ToDynamicDefinition endpoint
                ? Optional.of(shortened(endpoint.getUri()))
                : Optional.empty();
    }

    private static String shortened(String uri) {
        return uri.replaceFirst("\\?.*", "").replaceFirst("^(?!https?:)([\\w-]+)://", "$1:");
    }

    static boolean isRoute(String endpoint) {
        return endpoint.startsWith("direct:") || endpoint.startsWith("seda:");
    }

    /** As {@code POST /bookings}. */
    static String request(RestDefinition rest, VerbDefinition verb) {
        return verb.asVerb().toUpperCase(Locale.ROOT)
                + " "
                + Objects.requireNonNullElse(rest.getPath(), "")
                + Objects.requireNonNullElse(verb.getPath(), "");
    }
}
