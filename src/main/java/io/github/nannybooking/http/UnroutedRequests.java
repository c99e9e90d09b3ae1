package io.github.nannybooking.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
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
 * Answers the requests that the HTTP server refuses before any route sees them (400, 404, 405, 406, 413, 415), those that
 * take too long (408, 503), and those that come while the application stops (503), with a problem as well; by itself
 * Vert.x Web answers them with an empty body or a page.
 */
final class UnroutedRequests implements StartupListener {

    private static final Logger LOG = LoggerFactory.getLogger(UnroutedRequests.class);

    /** Camel's routes come from 0 on. */
    private static final int FIRST = -1;

    private static final Problem NOWHERE = Problem.of(404, "No such resource", "there is nothing at this path");

    private final ProblemWriter problems;

    UnroutedRequests(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
        PlatformHttpComponent http = context.getComponent("platform-http", PlatformHttpComponent.class);
        String maxBodySize = context.resolvePropertyPlaceholders("{{booking.max-body-size}}");
        String retryAfter = context.resolvePropertyPlaceholders("{{booking.retry-after}}");
        context.getRegistry().findByType(VertxPlatformHttpRouter.class).stream()
                .filter(VertxPlatformHttpRouter::isMainServer)
                .forEach(router -> {
                    router.route().order(FIRST).handler(request -> passUnlessStopping(request, context, retryAfter));
                    router.route()
                            .last()
                            .handler(request -> answer(request, unmatched(request, http.getHttpEndpoints())))
                            .failureHandler(request -> answerFailed(request, maxBodySize, retryAfter));
                    // it fails before it comes to this router, in the one that this is mounted in
                    ((Router) router.getServer().getServer().requestHandler())
                            .errorHandler(400, this::answerUndecodable);
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
            return NOWHERE;
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

    private void answerFailed(RoutingContext request, String maxBodySize, String retryAfter) {
        if (request.response().ended() || request.response().closed()) {
            // a body that still comes, or a caller who is gone
            return;
        }
        AnswerHeaders.set(request.request());
        if (timedOut(request)) {
            answerLate(request, retryAfter);
        } else {
            answer(request, failed(request, maxBodySize));
        }
    }

    /** Camel's request timeout fails a request so, without an exception. */
    private static boolean timedOut(RoutingContext request) {
        return request.statusCode() == Problem.SERVICE_UNAVAILABLE && request.failure() == null;
    }

    private void answerLate(RoutingContext request, String retryAfter) {
        if (request.request().isEnded()) {
            request.response().putHeader("Retry-After", retryAfter);
            answer(request, Problem.serviceUnavailable("this takes too long; send the same request again"));
        } else {
            // the rest of the body can't be told from a next request: RFC 9110, 15.5.9
            request.response().putHeader("Connection", "close");
            problems.write(
                            request.response(),
                            Problem.of(
                                    408,
                                    "Request timeout",
                                    "the body did not come in time; send the same request again"))
                    .onComplete(written -> request.request().connection().close());
        }
    }

    private static Problem failed(RoutingContext request, String maxBodySize) {
        if (request.failure() instanceof ProblemException known) {
            return known.problem();
        }
        return switch (request.statusCode()) {
            case 404 -> NOWHERE;
            case 413 -> Problem.of(413, "Body too large", "the body must not be over %s bytes".formatted(maxBodySize));
            case 400 -> Problem.invalidRequest("the request can't be read");
            case 500 -> {
                LOG.error("{} {} failed", request.request().method(), request.normalizedPath(), request.failure());
                yield Problem.internalError();
            }
            default -> Problem.of(request.statusCode(), "Request refused", "the HTTP server refused the request");
        };
    }

    private void answerUndecodable(RoutingContext request) {
        AnswerHeaders.set(request.request());
        answer(request, Problem.invalidRequest("the path can't be decoded"));
    }

    private void answer(RoutingContext request, Problem problem) {
        problems.write(request.response(), problem);
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
