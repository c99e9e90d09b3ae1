package io.github.nannybooking.platform.http.server;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.impl.VertxWrapper;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * A Vert.x whose HTTP servers have limits. Camel creates the options of its servers and has settings only for TLS, but uses
 * the Vert.x that it finds in the registry.
 */
final class GuardedVertx extends VertxWrapper {

    private final UnreadableRequests unreadable;
    private final int maxUnreadBytes;
    private final Supplier<ConnectionLimit> limits;
    private final IdleConnections connections;
    private final RequestThreads threads;

    /**
     * @param maxUnreadBytes of an answer, in the memory of the process and in the system's buffer each
     * @param limits         creates the limit of each server, so that callers can't use up the connections of operators
     */
    GuardedVertx(
            Vertx vertx,
            UnreadableRequests unreadable,
            int maxUnreadBytes,
            Supplier<ConnectionLimit> limits,
            IdleConnections connections,
            RequestThreads threads) {
        super((VertxInternal) vertx);
        this.unreadable = unreadable;
        this.maxUnreadBytes = maxUnreadBytes;
        this.limits = limits;
        this.connections = connections;
        this.threads = threads;
    }

    /**
     * Allows only HTTP/1.1: with HTTP/2, many requests could be sent on one connection, past these limits. Over TLS, the
     * server does not offer HTTP/2, as Camel disables ALPN.
     */
    @Override
    public HttpServer createHttpServer(HttpServerOptions options) {
        ConnectionLimit limit = limits.get();
        return super.createHttpServer(options.setMaxInitialLineLength(unreadable.maxUriLength())
                        .setMaxHeaderSize(unreadable.maxHeaderSize())
                        .setHttp2ClearTextEnabled(false)
                        // by default up to 4 MB, which count as memory of the container: tcp(7), tcp_wmem
                        .setSendBufferSize(maxUnreadBytes))
                .invalidRequestHandler(unreadable)
                .connectionHandler(connection -> {
                    if (limit.admits(connection)) {
                        // Camel writes a body to the connection only until this is exceeded
                        ((ConnectionBase) connection).doSetWriteQueueMaxSize(maxUnreadBytes);
                        connections.opened(connection);
                    }
                });
    }

    /** Camel calls it to run the route of a request, and may call it again to read the answer. */
    @Override
    public <T> Future<T> executeBlocking(Callable<T> work, boolean ordered) {
        ContextInternal context = getContext();
        RoutingContext request = RequestThreads.take(context);
        return request == null ? super.executeBlocking(work, ordered) : threads.run(request, context, work);
    }

    @Override
    public Future<Void> close() {
        threads.stop();
        return super.close();
    }
}
