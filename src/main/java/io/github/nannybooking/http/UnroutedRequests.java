package io.github.nannybooking.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupListener;
import org.apache.camel.component.platform.http.HttpEndpointModel;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the requests that the HTTP server refuses before any route sees them (404, 405, 406, 413, 415), and those that
 * come while the application stops (503), with a problem as well; by itself Vert.x Web answers them with an empty body
 * or a page.
 */
final class UnroutedRequests implements StartupListener {

    private static final Logger LOG = LoggerFactory.getLogger(UnroutedRequests.class);

    /** Camel's routes come from 0 on. */
    private static final int FIRST = -1;

    private final ObjectMapper mapper;

    UnroutedRequests(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
        PlatformHttpComponent http = context.getComponent("platform-http", PlatformHttpComponent.class);
        String maxBodySize = context.resolvePropertyPlaceholders("{{camel.server.max-body-size}}");
        String retryAfter = context.resolvePropertyPlaceholders("{{booking.retry-after}}");
        context.getRegistry().findByType(VertxPlatformHttpRouter.class).stream()
                .filter(VertxPlatformHttpRouter::isMainServer)
                .forEach(router -> {
                    router.route().order(FIRST).handler(request -> passUnlessStopping(request, context, retryAfter));
                    router.route()
                            .last()
                            .handler(request -> answer(request, unmatched(request, http.getHttpEndpoints())))
                            .failureHandler(request -> answer(request, failed(request, maxBodySize)));
                });
    }

    /** While the routes stop one after the other, Camel would answer 503 without a body, and then nothing is there. */
    private void passUnlessStopping(RoutingContext request, CamelContext context, String retryAfter) {
        if (context.isStopping()) {
            request.response().putHeader("Retry-After", retryAfter).putHeader("Connection", "close");
            answer(request, Problem.serviceUnavailable("this instance is being stopped; send the same request again"));
        } else {
            request.next();
        }
    }

    private static Problem unmatched(RoutingContext request, Collection<HttpEndpointModel> endpoints) {
        List<HttpEndpointModel> atPath = endpoints.stream()
                .filter(endpoint -> matches(endpoint.getUri(), request.normalizedPath()))
                .toList();
        if (atPath.isEmpty()) {
            return Problem.of(404, "No such resource", "there is nothing at this path");
        }
        String method = request.request().method().name();
        List<HttpEndpointModel> forMethod = atPath.stream()
                .filter(endpoint -> verbs(endpoint).anyMatch(method::equals))
                .toList();
        if (forMethod.isEmpty()) {
            String allowed = atPath.stream()
                    .flatMap(UnroutedRequests::verbs)
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(", "));
            // a 405 must tell the methods that are allowed: RFC 9110, 15.5.6
            request.response().putHeader("Allow", allowed);
            return Problem.of(405, "Method not allowed", "this path takes " + allowed);
        }
        HttpEndpointModel endpoint = forMethod.get(0);
        String contentType = request.parsedHeaders().contentType().value();
        return endpoint.getConsumes() == null || endpoint.getConsumes().equals(contentType)
                ? Problem.of(406, "Not acceptable", "the answer is " + endpoint.getProduces())
                : Problem.of(415, "Unsupported media type", "the Content-Type must be " + endpoint.getConsumes());
    }

    private static Problem failed(RoutingContext request, String maxBodySize) {
        return switch (request.statusCode()) {
            case 413 -> Problem.of(413, "Body too large", "the body must not be over %s bytes".formatted(maxBodySize));
            case 500 -> {
                LOG.error("{} {} failed", request.request().method(), request.normalizedPath(), request.failure());
                yield Problem.internalError();
            }
            default -> Problem.of(request.statusCode(), "Request refused", "the HTTP server refused the request");
        };
    }

    private void answer(RoutingContext request, Problem problem) {
        try {
            request.response()
                    .setStatusCode(problem.status())
                    .putHeader("Content-Type", Problem.MEDIA_TYPE)
                    .end(Buffer.buffer(mapper.writeValueAsBytes(problem)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code /jobs/{jobId}} matches {@code /jobs/1} and, as Vert.x Web takes it, {@code /jobs/1/}. */
    private static boolean matches(String template, String path) {
        return path.matches(Stream.of(template.split("/"))
                        .map(segment -> segment.startsWith("{") ? "[^/]+" : Pattern.quote(segment))
                        .collect(Collectors.joining("/"))
                + "/?");
    }

    /** The methods that an endpoint takes; one that names none takes all. */
    private static Stream<String> verbs(HttpEndpointModel endpoint) {
        return endpoint.getVerbs() == null
                ? HttpMethod.values().stream().map(HttpMethod::name)
                : Stream.of(endpoint.getVerbs().split(","));
    }
}
