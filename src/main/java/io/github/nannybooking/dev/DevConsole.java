package io.github.nannybooking.dev;

import io.github.nannybooking.platform.http.server.LocalRequests;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.camel.CamelContext;
import org.apache.camel.cli.connector.DefaultCliConnectorFactory;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.impl.console.DefaultDevConsoleRegistry;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.util.HomeHelper;

/**
 * Enables Camel's developer console at {@code /q/dev} of the management server. With {@code CAMEL_CLI=true} it also enables
 * the {@code camel} command, which finds the application by its files in {@code ~/.camel}. Both show, stop and start
 * routes, and trace messages. The connector of the command writes these files all the time, so it uses a quarter of a core.
 *
 * <p>The console evaluates expressions and sends messages for any GET request, which any page in a browser can send.
 * Therefore it answers only requests from this machine, and none from pages of other origins.
 */
final class DevConsole extends MainListenerSupport {

    private DevConsole() {}

    static void enable(Main main) {
        main.addOverrideProperty("camel.main.dev-console-enabled", "true");
        main.addOverrideProperty("camel.management.dev-console-enabled", "true");
        // trace nothing before a command enables it
        main.addOverrideProperty("camel.trace.standby", "true");
        // also trace the routes that verbs lead to
        main.addOverrideProperty("camel.trace.trace-rests", "true");
        main.addMainListener(new DevConsole());
        boolean cli = Boolean.parseBoolean(System.getenv("CAMEL_CLI"));
        DefaultCliConnectorFactory connector = new DefaultCliConnectorFactory();
        connector.setEnabled(cli);
        main.bind("cliConnector", connector);
        if (cli) {
            restrictToOwner(Path.of(HomeHelper.resolveHomeDir(), ".camel"));
        }
    }

    /** The files contain secrets of the configuration and traced bodies, and Camel creates them readable for all users. */
    private static void restrictToOwner(Path folder) {
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

    /** Is enabled only for requests that passed the guard: the server accepts requests before the guard is installed. */
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
    }

    private static void guard(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (isFromLoopback(request) && LocalRequests.isToLoopback(request) && LocalRequests.isFromSameOrigin(request)) {
            Vertx.currentContext().putLocal(GuardedConsole.class, true);
            context.next();
        } else {
            context.response().setStatusCode(403).end();
        }
    }

    private static boolean isFromLoopback(HttpServerRequest request) {
        try {
            return InetAddress.getByName(request.remoteAddress().hostAddress()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
