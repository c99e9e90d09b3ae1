package io.github.nannybooking.dev.diagram;

import io.github.nannybooking.platform.http.server.RestPath;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.model.EndpointRequiredDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.model.rest.VerbDefinition;

/** The short form of endpoints in a diagram: their URIs without parameters. */
final class EndpointText {

    private EndpointText() {}

    /** The endpoint of a step or of the start of a route, for example {@code aws2-sqs:declines}. */
    static Optional<String> of(Object step) {
        String uri = step instanceof ToDynamicDefinition endpoint
                ? endpoint.getUri()
                : step instanceof EndpointRequiredDefinition endpoint ? endpoint.getEndpointUri() : null;
        return Optional.ofNullable(uri)
                .map(all -> all.replaceFirst("\\?.*", "").replaceFirst("^(?!https?:)([\\w-]+)://", "$1:"));
    }

    static boolean isRoute(String endpoint) {
        return endpoint.startsWith("direct:") || endpoint.startsWith("seda:");
    }

    /** For example {@code POST /bookings}. */
    static String request(RestDefinition rest, VerbDefinition verb) {
        return verb.asVerb().toUpperCase(Locale.ROOT) + " " + RestPath.of(rest.getPath(), verb.getPath());
    }
}
