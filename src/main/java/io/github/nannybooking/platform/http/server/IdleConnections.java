package io.github.nannybooking.platform.http.server;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/**
 * Closes connections on which no complete request header arrives in time, a request is not processed in time, or the client
 * does not read its answers. The idle timeout of Vert.x restarts with each byte, so a client that sends one byte at a time
 * could keep a connection open forever (slow loris).
 */
final class IdleConnections {

    private final Vertx vertx;
    private final long idleMillis;
    private final long requestMillis;
    private final ExcessConnections excess;
    private final Map<HttpConnection, Use> uses = new ConcurrentHashMap<>();

    /** The state of a connection. Only the event loop of the connection accesses it. */
    private static final class Use {
        HttpServerRequest request;
        long timer;
    }

    /**
     * @param idleMillis    the longest time of a connection without a request
     * @param requestMillis the longest time of a request; sending its answer may then take {@code idleMillis}
     */
    IdleConnections(Vertx vertx, long idleMillis, long requestMillis, ExcessConnections excess) {
        this.vertx = vertx;
        this.idleMillis = idleMillis;
        this.requestMillis = requestMillis;
        this.excess = excess;
    }

    /** Applies to both servers, so that the management server stays available, too. */
    void limit(CamelContext context) {
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

    /** Closes it immediately, while Vert.x would wait until the client has read all pending data. */
    static void cut(HttpConnection connection) {
        ((ConnectionBase) connection).channelHandlerContext().close();
    }

    private void requested(RoutingContext request) {
        HttpConnection connection = request.request().connection();
        Use use = uses.get(connection);
        if (use == null) {
            // a pipelined request on a connection that was closed
            return;
        }
        if (request.response().writeQueueFull()) {
            // the client does not read its answers, which would accumulate in memory
            excess.close(connection, "max-unread-bytes");
            return;
        }
        closeAfter(requestMillis + idleMillis, connection, use);
        use.request = request.request();
        request.addEndHandler(ended -> {
            // a pipelined request may have started already
            if (use.request == request.request() && uses.containsKey(connection)) {
                closeAfter(idleMillis, connection, use);
            }
        });
        request.next();
    }
}
