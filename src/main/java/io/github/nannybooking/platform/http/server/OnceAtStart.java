package io.github.nannybooking.platform.http.server;

import org.apache.camel.CamelContext;
import org.apache.camel.StartupListener;

/**
 * Calls a listener once, before the first consumer starts. Camel calls its listeners again whenever a route is started
 * later. A request would then pass each stage twice, and count twice for its caller.
 */
public record OnceAtStart(StartupListener listener) implements StartupListener {

    @Override
    public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) throws Exception {
        if (!alreadyStarted) {
            listener.onCamelContextStarted(context, false);
        }
    }
}
