package io.github.nannybooking.platform.access;

import io.github.nannybooking.platform.http.problem.Problem;
import io.github.nannybooking.platform.http.problem.ProblemException;
import io.github.nannybooking.platform.http.server.ProblemWriter;
import io.github.nannybooking.platform.http.server.RequestLimits;
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
 * Authenticates and authorizes each request before its body is read, and limits the rate of requests of each user. A
 * request without a token does not learn which paths exist.
 *
 * @param authentication returns the caller of a request, or fails with a {@link ProblemException}
 * @param limits         have counted each request for its address already
 */
record Gate(
        Function<RoutingContext, Future<Caller>> authentication,
        RequestLimits limits,
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
            request.next();
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
        if (authenticated.succeeded()) {
            if (isWithinLimit(request, authenticated.result())) {
                authorize(request, authenticated.result());
            }
        } else if (authenticated.cause() instanceof ProblemException rejected) {
            problems.refuse(request.request(), rejected.problem());
        } else {
            request.fail(authenticated.cause());
        }
    }

    /** A caller without a name, where no token is needed, counts for its address only. */
    private boolean isWithinLimit(RoutingContext request, Caller caller) {
        return caller.username() == null || limits.admitUser(request.request(), caller.username());
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
