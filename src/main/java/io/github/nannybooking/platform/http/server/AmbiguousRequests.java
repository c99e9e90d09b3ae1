package io.github.nannybooking.platform.http.server;

import io.github.nannybooking.platform.http.json.Utf8;
import io.github.nannybooking.platform.http.problem.Problem;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.MIMEHeader;
import io.vertx.ext.web.ParsedHeaderValues;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * Rejects requests that other HTTP servers may interpret differently: a proxy in front of the application would check
 * another request than the one that the application processes.
 */
record AmbiguousRequests(RequestLimits limits) implements Handler<RoutingContext> {

    @Override
    public void handle(RoutingContext request) {
        String complaint = complaint(request);
        if (complaint != null) {
            closeAfter(request);
            limits.refuse(request.request(), Problem.invalidRequest(complaint));
            return;
        }
        if (request.request().headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            // Netty drops a Content-Length beside it, so requests with both can't be detected. RFC 9112, 6.1 requires
            // to close the connection then: for a proxy, the rest may be a part of this request
            closeAfter(request);
        }
        request.next();
    }

    /** The header only informs the client: Vert.x would still process the requests that follow. */
    private static void closeAfter(RoutingContext request) {
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        request.addEndHandler(ended -> request.request().connection().close());
    }

    /** Returns the reason to reject a request; null if there is none. */
    private static String complaint(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        MultiMap headers = request.headers();
        if (headers.getAll(HttpHeaders.HOST).size() > 1) {
            return "there must be one Host: RFC 9112, 3.2";
        }
        if (headers.contains("")) {
            return "a header must have a name: RFC 9112, 5.1";
        }
        List<String> encodings = headers.getAll(HttpHeaders.TRANSFER_ENCODING);
        if (!encodings.isEmpty()
                && (request.version() != HttpVersion.HTTP_1_1
                        || encodings.size() > 1
                        || !encodings.get(0).equalsIgnoreCase("chunked"))) {
            return "the only allowed Transfer-Encoding is chunked: RFC 9112, 6.1";
        }
        if (!Utf8.isDecodable(request.path())) {
            return "the path can't be decoded";
        }
        return areMediaTypesReadable(routing.parsedHeaders()) ? null : "Accept and Content-Type must be media types";
    }

    /** Vert.x Web parses them when it looks for a route, and throws an exception at some invalid ones. */
    private static boolean areMediaTypesReadable(ParsedHeaderValues headers) {
        try {
            headers.accept().forEach(MIMEHeader::parameters);
            headers.contentType().parameters();
            return true;
        } catch (RuntimeException unreadable) {
            return false;
        }
    }
}
