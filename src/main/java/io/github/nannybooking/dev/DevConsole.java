package io.github.nannybooking.dev;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.impl.console.DefaultDevConsoleRegistry;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.util.HomeHelper;

/**
 * Camel's developer console at {@code /q/dev} of the management server, and the {@code camel} command, which finds the
 * application by files in {@code ~/.camel}: both show the routes, stop and start them, and trace messages.
 *
 * <p>The console evaluates expressions and sends messages for whoever asks by a GET, as any page in a browser may: it
 * answers this machine alone, and no page of elsewhere.
 */
final class DevConsole extends MainListenerSupport {

    private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    private DevConsole() {}

    static void enable(Main main) {
        main.addOverrideProperty("camel.main.dev-console-enabled", "true");
        main.addOverrideProperty("camel.management.dev-console-enabled", "true");
        // traces nothing until somebody asks for it
        main.addOverrideProperty("camel.trace.standby", "true");
        // a route that a verb leads to counts as the verb's own
        main.addOverrideProperty("camel.trace.trace-rests", "true");
        main.addMainListener(new DevConsole());
        keepFromOthers(Path.of(HomeHelper.resolveHomeDir(), ".camel"));
    }

    /** The files in it tell secrets of what is configured, and bodies once messages are traced; all may read them. */
    private static void keepFromOthers(Path folder) {
        try {
            Files.createDirectories(folder);
            if (Files.getFileStore(folder).supportsFileAttributeView(PosixFileAttributeView.class)) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void beforeInitialize(BaseMainSupport main) {
        main.getCamelContext()
                .getCamelContextExtension()
                .addContextPlugin(DevConsoleRegistry.class, new GuardedConsole(main.getCamelContext()));
    }

    @Override
    public void afterStart(BaseMainSupport main) {
        main.getCamelContext().getRegistry().findByType(VertxPlatformHttpRouter.class).stream()
                .filter(router -> !router.isMainServer())
                .forEach(router -> router.route("/q/dev*").order(-1).handler(DevConsole::guard));
    }

    /**
     * Enabled for requests that the guard has let pass: the server listens before the guard is in place, and a request that
     * came before would go by it, even if it is answered later.
     */
    private static final class GuardedConsole extends DefaultDevConsoleRegistry {

        private GuardedConsole(CamelContext context) {
            super(context);
        }

        @Override
        public boolean isEnabled() {
            Context request = Vertx.currentContext();
            return super.isEnabled()
                    && (request == null || Boolean.TRUE.equals(request.getLocal(GuardedConsole.class)));
        }

        private static void letPass() {
            Vertx.currentContext().putLocal(GuardedConsole.class, true);
        }
    }

    private static void guard(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (comesFromHere(request) && namesThisMachine(request) && !isSentByAnotherPage(request)) {
            GuardedConsole.letPass();
            context.next();
        } else {
            context.response().setStatusCode(403).end();
        }
    }

    private static boolean comesFromHere(HttpServerRequest request) {
        try {
            return InetAddress.getByName(request.remoteAddress().hostAddress()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** A page may have its own name lead here, and then counts as one of here for the browser. */
    private static boolean namesThisMachine(HttpServerRequest request) {
        HostAndPort authority = request.authority();
        return authority != null && OWN_NAMES.contains(authority.host());
    }

    /** As <a href="https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header">browsers tell</a>. */
    private static boolean isSentByAnotherPage(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site != null && !site.equals("same-origin") && !site.equals("none");
    }
}
