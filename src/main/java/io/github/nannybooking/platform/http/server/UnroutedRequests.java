package io.github.nannybooking.platform.http.server;

import io.github.nannybooking.platform.http.problem.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.apache.camel.CamelContext;

/**
 * Answers with a problem the requests that the HTTP server rejects before any route (400, 404, 405, 406, 413, 415), that
 * take too long (408, 503), or that arrive while the application stops (503). Vert.x Web would answer them with an empty
 * body or a page.
 *
 * @param maxBodySize in bytes
 */
record UnroutedRequests(ProblemWriter problems, RequestLimits limits, ExcessConnections excess, String maxBodySize) {

    void answer(CamelContext context) {
        Stage.STOPPING.handle(context, request -> passUnlessStopping(request, context));
        Stage.ROUTED.handle(context, request -> passIfTaken(request, context));
        Stage.mainRouters(context).forEach(router -> {
            router.route()
                    .last()
                    .handler(request -> answer(request, unacceptable(request, context)))
                    .failureHandler(this::answerFailed);
            // these fail in the outer router, before they reach this one
            ((Router) router.getServer().getServer().requestHandler())
                    .errorHandler(
                            400,
                            request -> limits.refuse(
                                    request.request(), Problem.invalidRequest("the path can't be decoded")))
                    .errorHandler(500, this::answerBroken);
        });
    }

    /** While the routes stop one after the other, Camel would answer 503 without a body, and then 404. */
    private void passUnlessStopping(RoutingContext request, CamelContext context) {
        if (context.isStopping()) {
            request.response().putHeader("Connection", "close");
            problems.refuse(
                    request.request(),
                    Problem.serviceUnavailable("this instance is being stopped; send the same request again"));
        } else {
            request.next();
        }
    }

    /** Passes only requests that an {@link HttpEntry} accepts. */
    private void passIfTaken(RoutingContext request, CamelContext context) {
        List<HttpEntry> entries = HttpEntry.at(context, request.normalizedPath());
        List<HttpEntry> taking = entries.stream()
                .filter(entry -> entry.takes(request.request().method().name()))
                .toList();
        if (entries.isEmpty()) {
            answer(request, Problem.noSuchResource());
        } else if (taking.isEmpty()) {
            String allowed = HttpEntry.methods(entries.stream());
            // required in a 405: RFC 9110, 15.5.6
            request.response().putHeader("Allow", allowed);
            answer(request, Problem.methodNotAllowed(allowed));
        } else if (isForm(request)) {
            answer(request, Problem.of(415, "Unsupported media type", "forms are not accepted"));
        } else if (taking.stream().allMatch(entry -> entry.consumes() == null)) {
            request.next();
        } else if (isOfNoType(request)) {
            answer(request, unacceptable(request, context));
        } else if (isEncoded(request)) {
            // distinguishes this reason from an unsupported media type: RFC 9110, 15.5.16
            request.response().putHeader("Accept-Encoding", "identity");
            answer(request, Problem.unsupportedContentEncoding());
        } else {
            request.next();
        }
    }

    /** Camel parses forms at all paths, also where no body is expected. */
    private static boolean isForm(RoutingContext request) {
        String type = request.parsedHeaders().contentType().value();
        return type.startsWith("multipart/") || type.startsWith("application/x-www-form-urlencoded");
    }

    /** A body has one type, but Vert.x Web accepts a wildcard in Content-Type, and "json" for all types that end with it. */
    private static boolean isOfNoType(RoutingContext request) {
        String type = request.parsedHeaders().contentType().value();
        return type.contains("*") || !type.isEmpty() && !type.contains("/");
    }

    /** Routes receive a body as it was sent: a small one could become large if it was decoded. */
    private static boolean isEncoded(RoutingContext request) {
        return request.request().headers().getAll(HttpHeaders.CONTENT_ENCODING).stream()
                .anyMatch(encoding -> !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity"));
    }

    /** The reason why Vert.x Web passes a request to none of the routes at its path. */
    private static Problem unacceptable(RoutingContext request, CamelContext context) {
        String method = request.request().method().name();
        String contentType = request.parsedHeaders().contentType().value();
        return HttpEntry.at(context, request.normalizedPath()).stream()
                .filter(entry -> entry.takes(method))
                .findFirst()
                .map(entry -> entry.consumes(contentType)
                        ? Problem.notAcceptable(entry.produces())
                        : Problem.unsupportedMediaType(entry.consumes()))
                .orElseGet(Problem::noSuchResource);
    }

    private void answerFailed(RoutingContext request) {
        if (request.response().ended() || request.response().closed()) {
            // the body is still arriving, or the caller has disconnected
            return;
        }
        if (request.response().headWritten()) {
            // the caller does not read the answer in time, and no other can be sent
            excess.close(request.request().connection(), "request-timeout");
            return;
        }
        // Camel's request timeout fails a request with this status, without an exception
        if (request.statusCode() == Problem.SERVICE_UNAVAILABLE && request.failure() == null) {
            answerLate(request);
        } else if (request.statusCode() == 500) {
            answerBroken(request);
        } else {
            answer(request, failed(request));
        }
    }

    private void answerLate(RoutingContext request) {
        if (request.request().isEnded()) {
            answer(request, Problem.serviceUnavailable("this takes too long; send the same request again"));
        } else {
            // the rest of the body would be parsed as the next request: RFC 9110, 15.5.9
            request.response().putHeader("Connection", "close");
            problems.answer(request.request(), Problem.requestTimeout())
                    .onComplete(written -> request.request().connection().close());
        }
    }

    private Problem failed(RoutingContext request) {
        return switch (request.statusCode()) {
            case 404 -> Problem.noSuchResource();
            case 413 -> Problem.bodyTooLarge(maxBodySize);
            case 400 -> Problem.invalidRequest("the request can't be read");
            default -> Problem.of(request.statusCode(), "Request refused", "the HTTP server refused the request");
        };
    }

    private void answerBroken(RoutingContext request) {
        problems.answer(request.request(), Problem.internalError(), request.failure());
    }

    private void answer(RoutingContext request, Problem problem) {
        problems.answer(request.request(), problem);
    }
}
