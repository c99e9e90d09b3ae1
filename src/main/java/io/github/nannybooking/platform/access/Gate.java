package io.github.nannybooking.platform.access;

import io.github.nannybooking.platform.http.problem.Problem;
import io.github.nannybooking.platform.http.problem.ProblemException;
import io.github.nannybooking.platform.http.server.ProblemWriter;
import io.github.nannybooking.platform.http.server.Stage;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.support.SimpleTypeConverter;

/**
 * Authenticates and authorizes each request before its body is read, and limits the rate of requests. A request without a
 * token does not learn which paths exist.
 *
 * @param authentication returns the caller of a request, or fails with a {@link ProblemException}
 * @param limit          of the requests of a caller; the requests of unknown callers count for their address
 */
record Gate(
        Function<RoutingContext, Future<Caller>> authentication,
        RateLimit limit,
        AccessRules rules,
        ProblemWriter problems) {

    private static final String CALLER = "caller";

    /** Must be called before the first consumer starts, so that no request bypasses the gate. */
    void close(CamelContext context) {
        context.getTypeConverterRegistry()
                .addTypeConverter(
                        Caller.class, User.class, new SimpleTypeConverter(false, (type, exchange, user) -> ((User) user)
                                .attributes()
                                .getValue(CALLER)));
        Stage.GATE.handle(context, this::pass);
    }

    private void pass(RoutingContext request) {
        if (rules.isPublic(request.request().method().name(), request.normalizedPath())) {
            if (isWithinLimit(request, null)) {
                request.next();
            }
            return;
        }
        // otherwise its body would arrive, and be lost, before a handler reads it
        request.request().pause();
        authentication.apply(request).onComplete(authenticated -> {
            request.request().resume();
            try {
                answer(request, authenticated);
            } catch (RuntimeException e) {
                // Vert.x only logs an exception in this callback, and sends no answer
                request.fail(e);
            }
        });
    }

    private void answer(RoutingContext request, AsyncResult<Caller> authenticated) {
        // requests with an invalid token count as well
        if (!isWithinLimit(request, authenticated.result())) {
            return;
        }
        if (authenticated.succeeded()) {
            authorize(request, authenticated.result());
        } else if (authenticated.cause() instanceof ProblemException refused) {
            problems.answer(request.request(), refused.problem());
        } else {
            request.fail(authenticated.cause());
        }
    }

    /** Counts a request, and answers it if it exceeds the limit (429). */
    private boolean isWithinLimit(RoutingContext request, Caller caller) {
        // the prefixes keep users and addresses apart
        long seconds = limit.secondsToWait(
                caller == null || caller.username() == null
                        ? "address " + request.request().remoteAddress().hostAddress()
                        : "user " + caller.username());
        if (seconds > 0) {
            request.response().putHeader("Retry-After", String.valueOf(seconds));
            problems.answer(request.request(), Problem.tooManyRequests(seconds));
        }
        return seconds == 0;
    }

    private void authorize(RoutingContext request, Caller caller) {
        if (rules.allows(caller, request.request().method().name(), request.normalizedPath())) {
            request.setUser(User.create(new JsonObject(), new JsonObject().put(CALLER, caller)));
            request.next();
        } else {
            request.response().putHeader("WWW-Authenticate", "Bearer error=\"insufficient_scope\"");
            problems.answer(request.request(), Problem.insufficientRole());
        }
    }
}
