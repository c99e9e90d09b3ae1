package io.github.nannybooking;

import io.github.nannybooking.settings.EffectiveSettings;
import io.github.nannybooking.settings.InvalidSettingException;
import io.github.nannybooking.settings.Settings;
import io.github.nannybooking.settings.UnknownSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** Before anything starts: refuses settings that can't work, tells what they are, and finds the routes. */
final class StartupChecks extends MainListenerSupport {

    private static final String ROUTE_FILES = "*.camel.yaml";

    @Override
    public void beforeConfigure(BaseMainSupport main) {
        CamelContext context = main.getCamelContext();
        Settings settings = Settings.read();
        UnknownSettings.log(settings, context);
        settings.check(context);
        EffectiveSettings.log(settings, context);
        VisibilityChecks.check(context);
        AccessChecks.check(context, settings);
        checkTimeouts(context);
        checkPorts(context);
        checkNames(context);
        checkRegion();
        main.configure().setRoutesIncludePattern(routesIn(Settings.text(context, "booking.routes")));
    }

    @Override
    public void afterConfigure(BaseMainSupport main) {
        AccessChecks.checkServer(
                main.getCamelContext(), main.configure().httpServer().getHost());
    }

    /** What AWS did to a request is to be answered by its route, which knows. */
    private static void checkTimeouts(CamelContext context) {
        int timeout = Settings.number(context, "booking.request-timeout");
        int budget = Settings.number(context, "booking.aws.budget");
        if (timeout <= budget) {
            throw new InvalidSettingException(
                    "booking.request-timeout=%d must be longer than booking.aws.budget=%d".formatted(timeout, budget));
        }
    }

    /** The HTTP server only logs that a port is taken, and the application would run on without it. */
    private static void checkPorts(CamelContext context) {
        checkCanListen(context, "booking.http-host", "booking.http-port");
        checkCanListen(context, "booking.management-host", "booking.management-port");
        if (Settings.text(context, "booking.http-port").equals(Settings.text(context, "booking.management-port"))) {
            throw new InvalidSettingException("booking.http-port and booking.management-port must not be the same");
        }
    }

    private static void checkCanListen(CamelContext context, String hostKey, String portKey) {
        String host = Settings.text(context, hostKey);
        int port = Settings.number(context, portKey);
        try {
            new ServerSocket(port, 1, InetAddress.getByName(host)).close();
        } catch (IOException e) {
            throw new InvalidSettingException("can't listen on %s:%s, as %s and %s say (%s)"
                    .formatted(host, port, hostKey, portKey, e.getMessage()));
        }
    }

    private static void checkNames(CamelContext context) {
        Stream.of("booking.table", "booking.queue", "booking.dead-letter-queue").forEach(key -> {
            if (Settings.text(context, key).isBlank()) {
                throw new InvalidSettingException(key + " must not be blank");
            }
        });
        if (Settings.text(context, "booking.queue").equals(Settings.text(context, "booking.dead-letter-queue"))) {
            throw new InvalidSettingException("booking.queue and booking.dead-letter-queue must not be the same");
        }
    }

    private static void checkRegion() {
        try {
            DefaultAwsRegionProviderChain.builder().build().getRegion();
        } catch (SdkClientException e) {
            throw new InvalidSettingException("AWS_REGION, or the AWS profile, must name a region");
        }
    }

    /** A folder's routes, or those that the jar carries; a folder without routes would be an application without any. */
    private static String routesIn(String folder) {
        if (folder.isEmpty()) {
            return "classpath:routes/" + ROUTE_FILES;
        }
        try (DirectoryStream<Path> routes = Files.newDirectoryStream(Path.of(folder), ROUTE_FILES)) {
            if (!routes.iterator().hasNext()) {
                throw new InvalidSettingException(
                        "booking.routes must be a folder with routes (%s), but '%s' holds none"
                                .formatted(ROUTE_FILES, folder));
            }
        } catch (IOException e) {
            throw new InvalidSettingException(
                    "booking.routes must be a folder that can be read, but is '%s' (%s)".formatted(folder, e));
        }
        return "file:" + folder + "/" + ROUTE_FILES;
    }
}
