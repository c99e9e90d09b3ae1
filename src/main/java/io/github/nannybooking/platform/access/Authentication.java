package io.github.nannybooking.platform.access;

import io.github.nannybooking.platform.http.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** Finds out who sent a request. */
@FunctionalInterface
interface Authentication {

    /** The caller, or a {@link ProblemException}; never waits for anything on the thread that asks. */
    Future<Caller> callerOf(RoutingContext request);
}
