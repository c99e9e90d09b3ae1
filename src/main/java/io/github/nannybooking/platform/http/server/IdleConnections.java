package io.github.nannybooking.platform.http.server;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupListener;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/**
 * Closes connections on which no request comes in time, with all its header fields, or is not done in time, or whose
 * answers nobody reads. The idle timeout of Vert.x begins anew with each byte, so that who sends one now and then could
 * hold a connection for ever (slow loris).
 */
final class IdleConnections implements StartupListener {

    private final Vertx vertx;
    private final long idleMillis;
    private final long requestMillis;
    private final Map<HttpConnection, Use> uses = new ConcurrentHashMap<>();

    /** How a connection is used; touched by the one thread of the connection alone. */
    private static final class Use {
        HttpServerRequest request;
        long timer;
    }

    /**
     * @param idleMillis    how long a connection may be without a request
     * @param requestMillis how long a request may take; its answer may then take as long as a connection may be idle
     */
    IdleConnections(Vertx vertx, long idleMillis, long requestMillis) {
        this.vertx = vertx;
        this.idleMillis = idleMillis;
        this.requestMillis = requestMillis;
    }

    /** Both servers: operators must not be kept out either. */
    @Override
    public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
        context.getRegistry().findByType(VertxPlatformHttpRouter.class).forEach(router -> router.route()
                .order(Stage.CONNECTION.order())
                .handler(this::requested));
    }

    void opened(HttpConnection connection) {
        Use use = new Use();
        uses.put(connection, use);
        connection.closeHandler(closed -> {
            uses.remove(connection);
            vertx.cancelTimer(use.timer);
        });
        closeAfter(idleMillis, connection, use);
    }

    private void closeAfter(long millis, HttpConnection connection, Use use) {
        vertx.cancelTimer(use.timer);
        use.timer = vertx.setTimer(millis, over -> cut(connection));
    }

    /** At once: by itself Vert.x closes a connection only when all that is still to be written was read. */
    static void cut(HttpConnection connection) {
        ((ConnectionBase) connection).channelHandlerContext().close();
    }

    private void requested(RoutingContext request) {
        HttpConnection connection = request.request().connection();
        Use use = uses.get(connection);
        if (use == null) {
            // it was closed, and this stood behind the last request: nobody is there to be answered
            return;
        }
        if (request.response().writeQueueFull()) {
            // who reads no answers gets no more of them: they would pile up in memory, however small
            cut(connection);
            return;
        }
        closeAfter(requestMillis + idleMillis, connection, use);
        use.request = request.request();
        request.addEndHandler(ended -> {
            // a pipelined request may have begun already
            if (use.request == request.request() && uses.containsKey(connection)) {
                closeAfter(idleMillis, connection, use);
            }
        });
        request.next();
    }
}
