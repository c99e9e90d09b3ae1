package io.github.nannybooking.platform.http.server;

import io.github.bucket4j.TimeMeter;
import io.github.nannybooking.platform.http.address.CallerAddress;
import io.github.nannybooking.platform.http.problem.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * Limits the rate of requests of each address and of each user. A request counts for its address before anything else is
 * done for it. As soon as its token proves valid, it counts for its user instead, so that the users of one address have a
 * limit each.
 */
public final class RequestLimits {

    private final RateLimit addresses;
    private final RateLimit users;
    private final CallerAddress address;
    private final ProblemWriter problems;

    /** @param perMinute the requests of one address, and of one user, from 1 */
    RequestLimits(int perMinute, TimeMeter time, CallerAddress address, ProblemWriter problems) {
        // apart, so that a flood from many addresses does not drop the buckets of users
        this.addresses = new RateLimit(perMinute, time);
        this.users = new RateLimit(perMinute, time);
        this.address = address;
        this.problems = problems;
    }

    /** Counts a request for its address, and answers it (429) if it exceeds the limit. */
    boolean admit(HttpServerRequest request) {
        return isWithinLimit(request, addresses.secondsToWait(address.of(request)));
    }

    /** Counts an admitted request for its user instead, and answers it (429) if it exceeds the limit. */
    public boolean admitUser(HttpServerRequest request, String username) {
        addresses.giveBack(address.of(request));
        return isWithinLimit(request, users.secondsToWait(username));
    }

    /** Answers a request that is refused before it could be admitted. It counts nevertheless. */
    void refuse(HttpServerRequest request, Problem problem) {
        if (admit(request)) {
            problems.refuse(request, problem);
        }
    }

    private boolean isWithinLimit(HttpServerRequest request, long seconds) {
        if (seconds > 0) {
            request.response().putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
            problems.refuse(request, Problem.tooManyRequests(seconds));
        }
        return seconds == 0;
    }
}
