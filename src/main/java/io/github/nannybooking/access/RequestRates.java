package io.github.nannybooking.access;

import io.github.nannybooking.http.Problem;
import io.github.nannybooking.http.ProblemException;
import io.vertx.ext.web.RoutingContext;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupListener;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/** Refuses the requests of a caller who sends too many (429), after the {@link Gate} and before any route sees them. */
final class RequestRates implements StartupListener {

    /** As the gate, which was there before. Camel's routes come from 0 on. */
    private static final int AFTER_GATE = -1;

    private final RateLimit limit;

    RequestRates(RateLimit limit) {
        this.limit = limit;
    }

    @Override
    public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
        context.getRegistry().findByType(VertxPlatformHttpRouter.class).stream()
                .filter(VertxPlatformHttpRouter::isMainServer)
                .forEach(router -> router.route().order(AFTER_GATE).handler(request -> {
                    if (lets(request)) {
                        request.next();
                    }
                }));
    }

    /**
     * Counts a request to its caller, or to its address as long as nobody knows the caller. One that is too much is
     * answered.
     *
     * @return whether it may go on
     */
    boolean lets(RoutingContext request) {
        long seconds = limit.secondsToWait(callerOf(request));
        if (seconds > 0) {
            request.response().putHeader("Retry-After", String.valueOf(seconds));
            request.fail(
                    429,
                    new ProblemException(Problem.of(
                            429, "Too many requests", "you may send the next one in %d s".formatted(seconds))));
        }
        return seconds == 0;
    }

    /** No user can be named as an address is. */
    private static String callerOf(RoutingContext request) {
        Caller caller = request.user() == null
                ? null
                : (Caller) request.user().attributes().getValue(Gate.CALLER);
        return caller == null || caller.username() == null
                ? "address " + request.request().remoteAddress().hostAddress()
                : "user " + caller.username();
    }
}
