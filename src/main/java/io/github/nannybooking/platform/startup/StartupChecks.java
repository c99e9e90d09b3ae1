package io.github.nannybooking.platform.startup;

import io.github.nannybooking.platform.access.AccessChecks;
import io.github.nannybooking.platform.settings.EffectiveSettings;
import io.github.nannybooking.platform.settings.InvalidSettingException;
import io.github.nannybooking.platform.settings.Setting;
import io.github.nannybooking.platform.settings.Settings;
import io.github.nannybooking.platform.settings.UnknownSettings;
import io.github.nannybooking.platform.sqs.VisibilityChecks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** Before anything starts: refuses settings that can't work, tells what they are, and finds the routes. */
public final class StartupChecks extends MainListenerSupport {

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
        checkPorts(context, settings);
        checkNames(context, settings);
        checkContract(context, settings.get("booking.contract"));
        checkRegion();
        main.configure()
                .setRoutesIncludePattern(
                        routesIn(settings.get("booking.routes"), Settings.text(context, "booking.routes")));
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
    private static void checkPorts(CamelContext context, Settings settings) {
        checkCanListen(context, settings.get("booking.http-host"), settings.get("booking.http-port"));
        checkCanListen(context, settings.get("booking.management-host"), settings.get("booking.management-port"));
        if (Settings.text(context, "booking.http-port").equals(Settings.text(context, "booking.management-port"))) {
            throw new InvalidSettingException("booking.http-port and booking.management-port must not be the same");
        }
    }

    private static void checkCanListen(CamelContext context, Setting hostSetting, Setting portSetting) {
        String host = Settings.text(context, hostSetting.key());
        int port = Settings.number(context, portSetting.key());
        try {
            new ServerSocket(port, 1, InetAddress.getByName(host)).close();
        } catch (IOException e) {
            throw new InvalidSettingException("can't listen on %s:%s, as %s and %s say (%s)"
                    .formatted(
                            hostSetting.shown(host), port, hostSetting.named(), portSetting.named(), e.getMessage()));
        }
    }

    private static void checkNames(CamelContext context, Settings settings) {
        Stream.of("booking.table", "booking.queue", "booking.dead-letter-queue").forEach(key -> {
            String name = Settings.text(context, key);
            if (name.isBlank()) {
                throw settings.get(key).refusal("", name);
            }
        });
        if (Settings.text(context, "booking.queue").equals(Settings.text(context, "booking.dead-letter-queue"))) {
            throw new InvalidSettingException("booking.queue and booking.dead-letter-queue must not be the same");
        }
    }

    private static void checkContract(CamelContext context, Setting setting) {
        String file = Settings.text(context, setting.key());
        if (!file.isEmpty() && !Files.isReadable(Path.of(file))) {
            throw setting.refusal(" that can be read", file);
        }
    }

    private static void checkRegion() {
        try {
            DefaultAwsRegionProviderChain.builder().build().getRegion();
        } catch (SdkClientException e) {
            throw new InvalidSettingException("AWS_REGION, or the AWS profile, must name a region");
        }
    }

    /** The routes of a folder, or those that the application carries. */
    private static String routesIn(Setting setting, String folder) {
        if (folder.isEmpty()) {
            return carriedRoutes();
        }
        try {
            List<Path> files = RouteFiles.in(Path.of(folder));
            if (files.isEmpty()) {
                throw setting.refusal(" that holds routes (*%s)".formatted(RouteFiles.SUFFIX), folder);
            }
            // Camel takes a list of patterns, which has no way to write these characters otherwise
            if (files.stream().anyMatch(file -> file.toString().matches(".*[,*?].*"))) {
                throw setting.refusal(" without ',', '*' and '?' in the paths of its files", folder);
            }
            return RouteFiles.includePattern(files);
        } catch (IOException e) {
            throw setting.refusal(" that can be read", folder);
        }
    }

    private static String carriedRoutes() {
        try {
            return String.join(",", RouteFiles.carried());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
