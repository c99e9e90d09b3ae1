package io.github.nannybooking.platform.access;

import io.github.nannybooking.platform.http.problem.Problem;
import io.github.nannybooking.platform.http.problem.ProblemException;
import io.github.nannybooking.platform.http.server.ProblemWriter;
import io.github.nannybooking.platform.http.server.Stage;
import io.vertx.core.AsyncResult;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.web.RoutingContext;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupListener;
import org.apache.camel.support.SimpleTypeConverter;

/**
 * Authenticates and authorizes each request before its body is read, and limits the rate of requests. A request without a
 * token does not learn which paths exist.
 */
final class Gate implements StartupListener {

    private static final String CALLER = "caller";

    private final Authentication authentication;
    private final RequestRates rates;
    private final AccessRules rules;
    private final ProblemWriter problems;

    Gate(Authentication authentication, RequestRates rates, AccessRules rules, ProblemWriter problems) {
        this.authentication = authentication;
        this.rates = rates;
        this.rules = rules;
        this.problems = problems;
    }

    /** Called before the first consumer starts, so that no request bypasses it. */
    @Override
    public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
        context.getTypeConverterRegistry()
                .addTypeConverter(
                        Caller.class, User.class, new SimpleTypeConverter(false, (type, exchange, user) -> ((User) user)
                                .attributes()
                                .getValue(CALLER)));
        Stage.GATE.handle(context, this::pass);
    }

    private void pass(RoutingContext request) {
        if (rules.isPublic(request.request().method().name(), request.normalizedPath())) {
            if (rates.tryAcquire(request, null)) {
                request.next();
            }
            return;
        }
        // otherwise its body would arrive, and be lost, before a handler reads it
        request.request().pause();
        authentication.callerOf(request).onComplete(authenticated -> {
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
        if (!rates.tryAcquire(request, authenticated.result())) {
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
