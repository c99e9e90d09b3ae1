package io.github.nannybooking.platform.access;

import io.github.nannybooking.platform.http.problem.Problem;
import io.github.nannybooking.platform.http.server.ProblemWriter;
import io.vertx.ext.web.RoutingContext;

/** Refuses the requests of a caller who sends too many (429). */
final class RequestRates {

    private final RateLimit limit;
    private final ProblemWriter problems;

    RequestRates(RateLimit limit, ProblemWriter problems) {
        this.limit = limit;
        this.problems = problems;
    }

    /**
     * Counts a request. One that is too much is answered.
     *
     * @param caller null if nobody knows who sent it: then it counts to its address
     * @return whether it may go on
     */
    boolean tryAcquire(RoutingContext request, Caller caller) {
        long seconds = limit.secondsToWait(name(request, caller));
        if (seconds > 0) {
            request.response().putHeader("Retry-After", String.valueOf(seconds));
            problems.answer(request.request(), Problem.tooManyRequests(seconds));
        }
        return seconds == 0;
    }

    /** No user can be named as an address is. */
    private static String name(RoutingContext request, Caller caller) {
        return caller == null || caller.username() == null
                ? "address " + request.request().remoteAddress().hostAddress()
                : "user " + caller.username();
    }
}
