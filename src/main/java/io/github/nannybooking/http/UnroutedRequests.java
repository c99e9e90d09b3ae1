package io.github.nannybooking.http;

import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupListener;
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

    /** Before anybody is asked who they are. */
    private static final int FIRST = -3;

    /** After that, and right before Camel's routes, which come from 0 on. */
    private static final int BEFORE_ROUTES = -1;

    private final ProblemWriter problems;

    UnroutedRequests(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
        String maxBodySize = context.resolvePropertyPlaceholders("{{camel.server.max-body-size}}");
        context.getRegistry().findByType(VertxPlatformHttpRouter.class).stream()
                .filter(VertxPlatformHttpRouter::isMainServer)
                .forEach(router -> {
                    router.route().order(FIRST).handler(request -> passUnlessStopping(request, context));
                    router.route().order(BEFORE_ROUTES).handler(request -> passIfTaken(request, context));
                    router.route()
                            .last()
                            .handler(request -> problems.answer(request, unacceptable(request, context)))
                            .failureHandler(request -> problems.answer(request, failed(request, maxBodySize)));
                });
    }

    /** While the routes stop one after the other, Camel would answer 503 without a body, and then nothing is there. */
    private void passUnlessStopping(RoutingContext request, CamelContext context) {
        if (context.isStopping()) {
            request.response().putHeader("Connection", "close");
            problems.answer(
                    request, Problem.serviceUnavailable("this instance is being stopped; send the same request again"));
        } else {
            request.next();
        }
    }

    /** Nothing comes to the HTTP server but what a route listens for, and {@link HttpEntry} can tell of. */
    private void passIfTaken(RoutingContext request, CamelContext context) {
        List<HttpEntry> entries = HttpEntry.at(context, request.normalizedPath());
        if (entries.isEmpty()) {
            problems.answer(request, Problem.of(404, "No such resource", "there is nothing at this path"));
        } else if (entries.stream()
                .noneMatch(entry -> entry.takes(request.request().method().name()))) {
            String allowed = HttpEntry.methods(entries).collect(Collectors.joining(", "));
            // a 405 must tell the methods that are allowed: RFC 9110, 15.5.6
            request.response().putHeader("Allow", allowed);
            problems.answer(request, Problem.of(405, "Method not allowed", "this path takes " + allowed));
        } else {
            request.next();
        }
    }

    /** Why Vert.x Web gives a request to none of the routes that listen for it. */
    private static Problem unacceptable(RoutingContext request, CamelContext context) {
        String method = request.request().method().name();
        String contentType = request.parsedHeaders().contentType().value();
        return HttpEntry.at(context, request.normalizedPath()).stream()
                .filter(entry -> entry.takes(method))
                .findFirst()
                .map(entry -> entry.consumes() == null || entry.consumes().equals(contentType)
                        ? Problem.of(406, "Not acceptable", "the answer is " + entry.produces())
                        : Problem.of(415, "Unsupported media type", "the Content-Type must be " + entry.consumes()))
                .orElseGet(() -> Problem.of(404, "No such resource", "there is nothing at this path any more"));
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
}
