package io.github.nannybooking.platform.http.server;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rewrites Content-Type and Accept, so that Vert.x Web matches them as RFC 9110 says: media types are case-insensitive
 * (8.3.1), blanks may stand around a semicolon (5.6.6), and several lines are one list (5.3). Vert.x Web compares with regard
 * to case, and reads only the first line.
 */
final class MediaTypes implements Handler<RoutingContext> {

    @Override
    public void handle(RoutingContext request) {
        MultiMap headers = request.request().headers();
        rewrite(headers, HttpHeaders.CONTENT_TYPE);
        rewrite(headers, HttpHeaders.ACCEPT);
        request.next();
    }

    private static void rewrite(MultiMap headers, CharSequence name) {
        if (headers.contains(name)) {
            headers.set(name, rewritten(String.join(", ", headers.getAll(name))));
        }
    }

    static String rewritten(String value) {
        return Stream.of(value.toLowerCase(Locale.ROOT).split(";", -1))
                .map(String::strip)
                .collect(Collectors.joining(";"));
    }
}
