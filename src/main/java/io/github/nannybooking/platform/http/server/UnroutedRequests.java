package io.github.nannybooking.platform.http.server;

import io.github.nannybooking.platform.http.problem.Problem;
import io.github.nannybooking.platform.settings.Settings;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupListener;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/**
 * Answers the requests that the HTTP server refuses before any route sees them (400, 404, 405, 406, 413, 415), those that
 * take too long (408, 503), and those that come while the application stops (503), with a problem as well; by itself
 * Vert.x Web answers them with an empty body or a page.
 */
final class UnroutedRequests implements StartupListener {

    private final ProblemWriter problems;

    UnroutedRequests(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
        String maxBodySize = Settings.text(context, "booking.max-body-size");
        Stage.STOPPING.handle(context, request -> passUnlessStopping(request, context));
        Stage.ROUTED.handle(context, request -> passIfTaken(request, context));
        context.getRegistry().findByType(VertxPlatformHttpRouter.class).stream()
                .filter(VertxPlatformHttpRouter::isMainServer)
                .forEach(router -> {
                    router.route()
                            .last()
                            .handler(request -> answer(request, unacceptable(request, context)))
                            .failureHandler(request -> answerFailed(request, maxBodySize));
                    // it fails before it comes to this router, in the one that this is mounted in
                    ((Router) router.getServer().getServer().requestHandler())
                            .errorHandler(400, this::answerUndecodable)
                            .errorHandler(500, this::answerBroken);
                });
    }

    /** While the routes stop one after the other, Camel would answer 503 without a body, and then nothing is there. */
    private void passUnlessStopping(RoutingContext request, CamelContext context) {
        if (context.isStopping()) {
            request.response().putHeader("Connection", "close");
            answer(request, Problem.serviceUnavailable("this instance is being stopped; send the same request again"));
        } else {
            request.next();
        }
    }

    /** Nothing comes to the HTTP server but what a route listens for, and {@link HttpEntry} can tell of. */
    private void passIfTaken(RoutingContext request, CamelContext context) {
        List<HttpEntry> entries = HttpEntry.at(context, request.normalizedPath());
        List<HttpEntry> taking = entries.stream()
                .filter(entry -> entry.takes(request.request().method().name()))
                .toList();
        if (entries.isEmpty()) {
            answer(request, Problem.noSuchResource());
        } else if (taking.isEmpty()) {
            String allowed = HttpEntry.methods(entries).collect(Collectors.joining(", "));
            // a 405 must tell the methods that are allowed: RFC 9110, 15.5.6
            request.response().putHeader("Allow", allowed);
            answer(request, Problem.methodNotAllowed(allowed));
        } else if (isForm(request)) {
            answer(request, Problem.of(415, "Unsupported media type", "no form is taken here"));
        } else if (isOfAnyType(request) && taking.stream().anyMatch(entry -> entry.consumes() != null)) {
            answer(request, unacceptable(request, context));
        } else {
            request.next();
        }
    }

    /** Camel reads forms wherever they come, also where no body is taken. */
    private static boolean isForm(RoutingContext request) {
        return request.request().headers().getAll(HttpHeaders.CONTENT_TYPE).stream()
                .map(type -> type.strip().toLowerCase(Locale.ROOT))
                .anyMatch(
                        type -> type.startsWith("multipart/") || type.startsWith("application/x-www-form-urlencoded"));
    }

    /** A body has one type; Vert.x Web takes a wildcard for the one that it wants. */
    private static boolean isOfAnyType(RoutingContext request) {
        return request.parsedHeaders().contentType().value().contains("*");
    }

    /** Why Vert.x Web gives a request to none of the routes that listen for it. */
    private static Problem unacceptable(RoutingContext request, CamelContext context) {
        String method = request.request().method().name();
        String contentType = request.parsedHeaders().contentType().value();
        return HttpEntry.at(context, request.normalizedPath()).stream()
                .filter(entry -> entry.takes(method))
                .findFirst()
                .map(entry -> entry.consumes() == null || entry.consumes().equals(contentType)
                        ? Problem.notAcceptable(entry.produces())
                        : Problem.unsupportedMediaType(entry.consumes()))
                .orElseGet(Problem::noSuchResource);
    }

    private void answerFailed(RoutingContext request, String maxBodySize) {
        if (request.response().ended() || request.response().closed()) {
            // a body that still comes, or a caller who is gone
            return;
        }
        if (request.response().headWritten()) {
            // one who does not read the answer in time: nothing else can be said any more
            IdleConnections.cut(request.request().connection());
            return;
        }
        if (timedOut(request)) {
            answerLate(request);
        } else if (request.statusCode() == 500) {
            answerBroken(request);
        } else {
            answer(request, failed(request, maxBodySize));
        }
    }

    /** Camel's request timeout fails a request so, without an exception. */
    private static boolean timedOut(RoutingContext request) {
        return request.statusCode() == Problem.SERVICE_UNAVAILABLE && request.failure() == null;
    }

    private void answerLate(RoutingContext request) {
        if (request.request().isEnded()) {
            answer(request, Problem.serviceUnavailable("this takes too long; send the same request again"));
        } else {
            // the rest of the body can't be told from a next request: RFC 9110, 15.5.9
            request.response().putHeader("Connection", "close");
            problems.answer(request.request(), Problem.requestTimeout())
                    .onComplete(written -> request.request().connection().close());
        }
    }

    private static Problem failed(RoutingContext request, String maxBodySize) {
        return switch (request.statusCode()) {
            case 404 -> Problem.noSuchResource();
            case 413 -> Problem.bodyTooLarge(maxBodySize);
            case 400 -> Problem.invalidRequest("the request can't be read");
            default -> Problem.of(request.statusCode(), "Request refused", "the HTTP server refused the request");
        };
    }

    private void answerUndecodable(RoutingContext request) {
        answer(request, Problem.invalidRequest("the path can't be decoded"));
    }

    private void answerBroken(RoutingContext request) {
        problems.answer(request.request(), Problem.internalError(), request.failure());
    }

    private void answer(RoutingContext request, Problem problem) {
        problems.answer(request.request(), problem);
    }
}
