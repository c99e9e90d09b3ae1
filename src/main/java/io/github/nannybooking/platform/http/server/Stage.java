package io.github.nannybooking.platform.http.server;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/** The stages of a request in the HTTP server, in this order, before Camel's routes, whose order begins at 0. */
public enum Stage {
    CONNECTION,
    /** Before all stages that may answer. */
    ANSWER_HEADERS,
    /** Before the stages that read media types. */
    MEDIA_TYPES,
    /** Before all stages that rely on the content of the request. It decides whether the connection can be kept. */
    AMBIGUOUS,
    /** Before all stages that may answer, except for the one that counts its refusals itself. */
    ADDRESS_LIMIT,
    STOPPING,
    /** Before all stages that depend on the path. */
    LOCAL,
    /** Before the gate: browsers send no token. */
    PREFLIGHT,
    GATE,
    /** After the gate: only authorized callers learn which paths exist. */
    ROUTED;

    /**
     * Calls {@code start} once, before the first consumer starts. Camel calls its listeners again whenever a route is started
     * later. A request would then pass each stage twice, and count twice for its caller.
     */
    public static void onceAtStart(CamelContext context, Consumer<CamelContext> start) throws Exception {
        context.addStartupListener((camel, alreadyStarted) -> {
            if (!alreadyStarted) {
                start.accept(camel);
            }
        });
    }

    /** Adds a handler of this stage to the main server. */
    public void handle(CamelContext context, Handler<RoutingContext> handler) {
        mainRouters(context).forEach(router -> router.route().order(order()).handler(handler));
    }

    /** The routers of the main server, not those of the management server. */
    public static Stream<VertxPlatformHttpRouter> mainRouters(CamelContext context) {
        return context.getRegistry().findByType(VertxPlatformHttpRouter.class).stream()
                .filter(VertxPlatformHttpRouter::isMainServer);
    }

    public int order() {
        return ordinal() - values().length;
    }
}
