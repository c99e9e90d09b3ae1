package io.github.nannybooking.access;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.web.RoutingContext;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupListener;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.support.SimpleTypeConverter;

/** Finds out who sent a request, before any route sees it. */
final class Gate implements StartupListener {

    /** Camel's routes come from 0 on. */
    private static final int FIRST = -1;

    /** The attribute of the request's user that holds the {@link Caller}. */
    static final String CALLER = "caller";

    /** Called before the first consumer starts, so no request passes by. */
    @Override
    public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
        context.getTypeConverterRegistry()
                .addTypeConverter(
                        Caller.class, User.class, new SimpleTypeConverter(false, (type, exchange, user) -> ((User) user)
                                .attributes()
                                .getValue(CALLER)));
        context.getRegistry().findByType(VertxPlatformHttpRouter.class).stream()
                .filter(VertxPlatformHttpRouter::isMainServer)
                .forEach(router -> router.route().order(FIRST).handler(this::letIn));
    }

    private void letIn(RoutingContext request) {
        request.setUser(User.create(new JsonObject(), new JsonObject().put(CALLER, Caller.ANYBODY)));
        request.next();
    }
}
