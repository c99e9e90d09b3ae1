package io.github.nannybooking.dev.reload;

import io.github.nannybooking.platform.http.server.Stage;
import io.vertx.core.Context;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.util.function.ThrowingRunnable;

/** Holds requests back while routes are replaced: without a route they would be answered with 404. */
final class HttpHold {

    private final Duration timeout;
    private final List<Runnable> waiting = new ArrayList<>();
    private int inflight;
    private boolean held;

    /** @param timeout how long to wait for requests that are being processed; later ones may find no route */
    HttpHold(Duration timeout) {
        this.timeout = timeout;
    }

    /** Puts the handler before the router of the application, which picks a request's routes when the request arrives. */
    HttpHold before(CamelContext context) {
        Stage.mainRouters(context)
                .map(router -> (Router) router.getServer().getServer().requestHandler())
                .forEach(this::before);
        return this;
    }

    void before(Router server) {
        server.route().order(-1).handler(this::pass);
    }

    /** Runs {@code replacement} after all earlier requests are answered, and holds new requests back meanwhile. */
    <E extends Exception> void during(ThrowingRunnable<E> replacement) throws E, InterruptedException {
        try {
            hold();
            replacement.run();
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

    /** The end handler is not called for a request whose connection was closed before the handler was added. */
    private static boolean isOpen(RoutingContext request) {
        return ((ConnectionBase) request.request().connection())
                .channelHandlerContext()
                .channel()
                .isOpen();
    }

    private synchronized boolean enters(RoutingContext request) {
        if (held) {
            // otherwise its body would arrive, and be lost, before a handler reads it
            request.request().pause();
            Context thread = request.vertx().getOrCreateContext();
            waiting.add(() -> thread.runOnContext(released -> {
                request.request().resume();
                pass(request);
            }));
        } else {
            inflight++;
        }
        return !held;
    }

    private synchronized void leave() {
        inflight--;
        notifyAll();
    }

    private synchronized void hold() throws InterruptedException {
        held = true;
        long end = System.nanoTime() + timeout.toNanos();
        for (long left = timeout.toMillis(); inflight > 0 && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
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
