package io.github.nannybooking.platform.http.server;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.impl.VertxWrapper;

/**
 * A Vert.x whose HTTP servers have limits. Camel creates the options of its servers and has settings only for TLS, but uses
 * the Vert.x that it finds in the registry.
 */
final class GuardedVertx extends VertxWrapper {

    private final UnreadableRequests unreadable;
    private final IdleConnections connections;

    GuardedVertx(Vertx vertx, UnreadableRequests unreadable, IdleConnections connections) {
        super((VertxInternal) vertx);
        this.unreadable = unreadable;
        this.connections = connections;
    }

    /**
     * Allows only HTTP/1.1: with HTTP/2, many requests could be sent on one connection, past these limits. Over TLS, the
     * server does not offer HTTP/2, as Camel disables ALPN.
     */
    @Override
    public HttpServer createHttpServer(HttpServerOptions options) {
        return super.createHttpServer(options.setMaxInitialLineLength(unreadable.maxUriLength())
                        .setMaxHeaderSize(unreadable.maxHeaderSize())
                        .setHttp2ClearTextEnabled(false))
                .invalidRequestHandler(unreadable)
                .connectionHandler(connections::opened);
    }
}
