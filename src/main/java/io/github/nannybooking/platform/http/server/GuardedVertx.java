package io.github.nannybooking.platform.http.server;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.impl.VertxWrapper;

/**
 * A Vert.x whose HTTP servers know limits. Camel makes the options of its servers itself and has settings for TLS alone,
 * but takes the Vert.x that it finds in the registry.
 */
final class GuardedVertx extends VertxWrapper {

    private final int maxUriLength;
    private final int maxHeaderSize;
    private final Handler<HttpServerRequest> unreadable;
    private final Handler<HttpConnection> opened;

    /**
     * @param maxUriLength  of the first line of a request, in bytes
     * @param maxHeaderSize of all header fields of a request together, in bytes
     * @param unreadable    answers what is over these limits, or no request at all
     * @param opened        is told of each new connection
     */
    GuardedVertx(
            Vertx vertx,
            int maxUriLength,
            int maxHeaderSize,
            Handler<HttpServerRequest> unreadable,
            Handler<HttpConnection> opened) {
        super((VertxInternal) vertx);
        this.maxUriLength = maxUriLength;
        this.maxHeaderSize = maxHeaderSize;
        this.unreadable = unreadable;
        this.opened = opened;
    }

    /**
     * HTTP/1.1 alone: by HTTP/2 many requests would come on one connection, past these limits. Over TLS nothing else is
     * offered, as Camel leaves ALPN off.
     */
    @Override
    public HttpServer createHttpServer(HttpServerOptions options) {
        return super.createHttpServer(options.setMaxInitialLineLength(maxUriLength)
                        .setMaxHeaderSize(maxHeaderSize)
                        .setHttp2ClearTextEnabled(false))
                .invalidRequestHandler(unreadable)
                .connectionHandler(opened);
    }
}
