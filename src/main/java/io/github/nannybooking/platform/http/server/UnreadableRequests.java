package io.github.nannybooking.platform.http.server;

import io.github.nannybooking.platform.http.problem.Problem;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;

/**
 * Answers invalid and too large requests (400, 414, 431), and closes the connection.
 *
 * @param maxUriLength  of the first line of a request, in bytes
 * @param maxHeaderSize of all header fields of a request together, in bytes
 */
record UnreadableRequests(int maxUriLength, int maxHeaderSize, RequestLimits limits)
        implements Handler<HttpServerRequest> {

    @Override
    public void handle(HttpServerRequest request) {
        request.response().putHeader("Connection", "close");
        limits.refuse(request, problem(request.decoderResult().cause()));
    }

    private Problem problem(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return Problem.uriTooLong(String.valueOf(maxUriLength));
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return Problem.headersTooLarge(String.valueOf(maxHeaderSize));
        }
        return Problem.invalidRequest("this is not an HTTP/1.1 request");
    }
}
