package io.github.nannybooking.platform.http.server;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.apache.camel.CamelContext;

/**
 * Answers the requests by which browsers ask, without a token, what a page may send
 * (<a href="https://fetch.spec.whatwg.org/#cors-preflight-request">preflights</a>). The answer is the same at all paths, so
 * that a caller without a token does not learn which paths exist.
 */
record Preflights(Cors cors, CamelContext context) implements Handler<RoutingContext> {

    private static final String HEADERS = "Authorization, Content-Type, Idempotency-Key, X-Correlation-Id";

    /** The longest time that Chromium caches such an answer. */
    private static final String MAX_AGE_SECONDS = "7200";

    @Override
    public void handle(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        if (request.method() != HttpMethod.OPTIONS
                || !request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD)
                || !cors.allows(request)) {
            routing.next();
            return;
        }
        routing.response()
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, HttpEntry.methods(HttpEntry.all(context)))
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, HEADERS)
                .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, MAX_AGE_SECONDS)
                .setStatusCode(204)
                .end();
    }
}
