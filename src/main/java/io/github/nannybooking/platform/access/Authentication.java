package io.github.nannybooking.platform.access;

import io.github.nannybooking.platform.http.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** Identifies the caller of a request. */
@FunctionalInterface
interface Authentication {

    /** Returns the caller or a {@link ProblemException}, and never blocks the calling thread. */
    Future<Caller> callerOf(RoutingContext request);
}
