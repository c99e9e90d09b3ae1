package io.github.nannybooking.platform.http.server;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/** What a request to the HTTP server goes through, one after the other, before Camel's routes, which come from 0 on. */
public enum Stage {
    CONNECTION,
    /** Before all that may answer. */
    ANSWER_HEADERS,
    /** Before all that believes what it reads. */
    AMBIGUOUS,
    STOPPING,
    GATE,
    /** What no route listens for is told to those alone who were let in. */
    ROUTED;

    /** Gives the requests of callers, not those of operators, to {@code handler} at this stage. */
    public void handle(CamelContext context, Handler<RoutingContext> handler) {
        context.getRegistry().findByType(VertxPlatformHttpRouter.class).stream()
                .filter(VertxPlatformHttpRouter::isMainServer)
                .forEach(router -> router.route().order(order()).handler(handler));
    }

    /** As Vert.x Web's routes take it. */
    public int order() {
        return ordinal() - values().length;
    }
}
