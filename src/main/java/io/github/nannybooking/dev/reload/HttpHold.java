package io.github.nannybooking.dev.reload;

import io.vertx.core.Context;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/** Lets requests wait while routes are exchanged: without a route they would be answered 404. */
final class HttpHold {

    private final Duration patience;
    private final List<Runnable> waiting = new ArrayList<>();
    private int underWay;
    private boolean held;

    interface Exchange<E extends Exception> {
        void run() throws E;
    }

    /** @param patience how long a request may take, its body and its answer; later it may find no route behind its body */
    HttpHold(Duration patience) {
        this.patience = patience;
    }

    /** Stands before the router of the application, since a request that came in there knows the routes of that moment alone. */
    HttpHold before(CamelContext context) {
        context.getRegistry().findByType(VertxPlatformHttpRouter.class).stream()
                .filter(VertxPlatformHttpRouter::isMainServer)
                .map(router -> (Router) router.getServer().getServer().requestHandler())
                .forEach(this::before);
        return this;
    }

    void before(Router server) {
        server.route().order(-1).handler(this::pass);
    }

    /** Does it when all requests before are answered, and those that come meanwhile wait. */
    <E extends Exception> void during(Exchange<E> exchange) throws E, InterruptedException {
        try {
            hold();
            exchange.run();
        } finally {
            release().forEach(Runnable::run);
        }
    }

    private void pass(RoutingContext request) {
        if (isOpen(request) && enters(request)) {
            request.addEndHandler(answered -> leave());
            request.next();
        }
    }

    /** Nobody would tell the end of a request whose connection was closed while it waited, or before it was its turn. */
    private static boolean isOpen(RoutingContext request) {
        return ((ConnectionBase) request.request().connection())
                .channelHandlerContext()
                .channel()
                .isOpen();
    }

    private synchronized boolean enters(RoutingContext request) {
        if (held) {
            // or its body would come, and be lost, before anybody reads it
            request.request().pause();
            Context thread = request.vertx().getOrCreateContext();
            waiting.add(() -> thread.runOnContext(released -> {
                request.request().resume();
                pass(request);
            }));
        } else {
            underWay++;
        }
        return !held;
    }

    private synchronized void leave() {
        underWay--;
        notifyAll();
    }

    private synchronized void hold() throws InterruptedException {
        held = true;
        long end = System.nanoTime() + patience.toNanos();
        for (long left = patience.toMillis(); underWay > 0 && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }

    private synchronized List<Runnable> release() {
        held = false;
        List<Runnable> released = List.copyOf(waiting);
        waiting.clear();
        return released;
    }
}
