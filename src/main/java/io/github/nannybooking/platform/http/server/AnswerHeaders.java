package io.github.nannybooking.platform.http.server;

import io.github.nannybooking.platform.correlation.CorrelationId;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;

/**
 * Sets the headers of every answer: the correlation id of the request, the headers by which browsers only display an
 * answer (<a href="https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html#security-headers">
 * OWASP: REST security</a>), and those by which pages of other origins may read it. A route may set other values.
 */
record AnswerHeaders(Cors cors) {

    private static final Map<String, String> SECURITY = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Cache-Control", "no-store",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "Referrer-Policy", "no-referrer");

    /** Does nothing if the headers are set already. A request that fails early does not reach the handler. */
    void set(HttpServerRequest request) {
        if (request.response().headers().contains(CorrelationId.HEADER)) {
            return;
        }
        SECURITY.forEach(request.response()::putHeader);
        cors.setHeaders(request);
        if (request.isSSL()) {
            request.response().putHeader("Strict-Transport-Security", "max-age=31536000");
        }
        request.response()
                .putHeader(CorrelationId.HEADER, CorrelationId.readOrMake(request.getHeader(CorrelationId.HEADER)));
    }
}
