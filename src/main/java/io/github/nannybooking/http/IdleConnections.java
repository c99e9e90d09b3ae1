package io.github.nannybooking.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupListener;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/**
 * Closes connections on which no request comes in time, with all its header fields. The idle timeout of Vert.x begins
 * anew with each byte, so that who sends one now and then could hold a connection for ever (slow loris).
 */
final class IdleConnections implements StartupListener {

    private final Vertx vertx;
    private final long timeoutMillis;
    private final Map<HttpConnection, Use> uses = new ConcurrentHashMap<>();

    /** How a connection is used; touched by the one thread of the connection alone. */
    private static final class Use {
        HttpServerRequest request;
        long timer;
    }

    IdleConnections(Vertx vertx, long timeoutMillis) {
        this.vertx = vertx;
        this.timeoutMillis = timeoutMillis;
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
        await(connection, use);
    }

    private void await(HttpConnection connection, Use use) {
        use.timer = vertx.setTimer(timeoutMillis, over -> connection.close());
    }

    private void requested(RoutingContext request) {
        HttpConnection connection = request.request().connection();
        Use use = uses.get(connection);
        if (use == null) {
            // it was closed, and this stood behind the last request: nobody is there to be answered
            return;
        }
        vertx.cancelTimer(use.timer);
        use.request = request.request();
        request.addEndHandler(ended -> {
            // a pipelined request may have begun already
            if (use.request == request.request() && uses.containsKey(connection)) {
                await(connection, use);
            }
        });
        request.next();
    }
}
