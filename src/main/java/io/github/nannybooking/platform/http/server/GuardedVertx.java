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
 * A Vert.x whose HTTP servers have limits. Camel creates the options of its servers and has settings only for TLS, but uses
 * the Vert.x that it finds in the registry.
 */
final class GuardedVertx extends VertxWrapper {

    private final int maxUriLength;
    private final int maxHeaderSize;
    private final Handler<HttpServerRequest> unreadable;
    private final Handler<HttpConnection> opened;

    /**
     * @param maxUriLength  of the first line of a request, in bytes
     * @param maxHeaderSize of all header fields of a request together, in bytes
     * @param unreadable    answers requests that are over these limits or invalid
     * @param opened        handles each new connection
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
     * Allows only HTTP/1.1: with HTTP/2, many requests could be sent on one connection, past these limits. Over TLS, the
     * server does not offer HTTP/2, as Camel disables ALPN.
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
