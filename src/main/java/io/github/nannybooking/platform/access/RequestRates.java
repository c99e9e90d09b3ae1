package io.github.nannybooking.platform.access;

import io.github.nannybooking.platform.http.problem.Problem;
import io.github.nannybooking.platform.http.server.ProblemWriter;
import io.vertx.ext.web.RoutingContext;

/** Rejects requests of a caller who exceeds the rate limit (429). */
final class RequestRates {

    private final RateLimit limit;
    private final ProblemWriter problems;

    RequestRates(RateLimit limit, ProblemWriter problems) {
        this.limit = limit;
        this.problems = problems;
    }

    /**
     * Counts a request, and answers it if it exceeds the limit.
     *
     * @param caller null if it is unknown; then the request counts for its address
     * @return whether the request is allowed
     */
    boolean tryAcquire(RoutingContext request, Caller caller) {
        long seconds = limit.secondsToWait(name(request, caller));
        if (seconds > 0) {
            request.response().putHeader("Retry-After", String.valueOf(seconds));
            problems.answer(request.request(), Problem.tooManyRequests(seconds));
        }
        return seconds == 0;
    }

    /** The prefixes keep users and addresses apart. */
    private static String name(RoutingContext request, Caller caller) {
        return caller == null || caller.username() == null
                ? "address " + request.request().remoteAddress().hostAddress()
                : "user " + caller.username();
    }
}
