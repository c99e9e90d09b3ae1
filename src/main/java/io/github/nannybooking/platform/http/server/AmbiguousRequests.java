package io.github.nannybooking.platform.http.server;

import io.github.nannybooking.platform.http.json.Utf8;
import io.github.nannybooking.platform.http.problem.Problem;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.MIMEHeader;
import io.vertx.ext.web.ParsedHeaderValues;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupListener;

/**
 * Refuses requests that the HTTP server takes, but others may take for something else: what stands in front of us would
 * have checked another request than the one that is worked off.
 */
final class AmbiguousRequests implements StartupListener {

    private final ProblemWriter problems;

    AmbiguousRequests(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
        Stage.AMBIGUOUS.handle(context, this::handle);
    }

    private void handle(RoutingContext request) {
        String complaint = complaint(request);
        if (complaint != null) {
            closeAfter(request);
            problems.answer(request.request(), Problem.invalidRequest(complaint));
            return;
        }
        if (request.request().headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            // Netty drops a Content-Length beside it, so who sent both can't be told; RFC 9112, 6.1 wants the
            // connection to be closed then: what follows may be a part of this request for somebody else
            closeAfter(request);
        }
        request.next();
    }

    /** The header alone tells the other side, but Vert.x goes on with what came behind. */
    private static void closeAfter(RoutingContext request) {
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        request.addEndHandler(ended -> request.request().connection().close());
    }

    /** Null if there is nothing to complain of. */
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
            return "the Transfer-Encoding may be chunked alone: RFC 9112, 6.1";
        }
        if (!Utf8.isDecodable(request.path())) {
            return "the path can't be decoded";
        }
        return areMediaTypesReadable(routing.parsedHeaders()) ? null : "Accept and Content-Type must be media types";
    }

    /** Vert.x Web reads them when it looks for a route, and fails at some that are none. */
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
