package io.github.nannybooking.platform.startup;

import io.github.nannybooking.platform.access.AccessChecks;
import io.github.nannybooking.platform.http.address.CallerAddress;
import io.github.nannybooking.platform.http.server.Cors;
import io.github.nannybooking.platform.settings.EffectiveSettings;
import io.github.nannybooking.platform.settings.InvalidSettingException;
import io.github.nannybooking.platform.settings.Setting;
import io.github.nannybooking.platform.settings.Settings;
import io.github.nannybooking.platform.settings.SettingsGroup;
import io.github.nannybooking.platform.settings.UnknownSettings;
import io.github.nannybooking.platform.sqs.QueueSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** Rejects settings that can't work, logs all settings, and finds the routes, before the application starts. */
public final class StartupChecks extends MainListenerSupport {

    private final String prefix;

    /** @param prefix of the settings of the application, as {@code booking} */
    public StartupChecks(String prefix) {
        this.prefix = prefix;
    }

    @Override
    public void beforeConfigure(BaseMainSupport main) {
        CamelContext context = main.getCamelContext();
        Settings all = Settings.read();
        UnknownSettings.log(all, context);
        all.check(context);
        EffectiveSettings.log(all, context);
        SettingsGroup settings = new SettingsGroup(prefix, all, context);
        QueueSettings.check(settings);
        AccessChecks.check(settings);
        Cors.of(settings);
        CallerAddress.of(settings);
        checkTimeouts(settings);
        checkPorts(settings);
        checkContract(settings);
        checkRegion();
        main.configure().setRoutesIncludePattern(routesIn(settings.get("routes"), settings.text("routes")));
    }

    @Override
    public void afterConfigure(BaseMainSupport main) {
        SettingsGroup settings = main.getCamelContext().getRegistry().findSingleByType(SettingsGroup.class);
        AccessChecks.checkServer(settings, main.configure().httpServer().getHost());
    }

    /** The route must answer first when AWS takes too long, as it knows the reason. */
    private static void checkTimeouts(SettingsGroup settings) {
        int timeout = settings.number("request-timeout");
        int budget = settings.number("aws.budget");
        if (timeout <= budget) {
            throw new InvalidSettingException("%s=%d must be longer than %s=%d"
                    .formatted(settings.key("request-timeout"), timeout, settings.key("aws.budget"), budget));
        }
    }

    /** The HTTP server only logs that a port is taken, and the application would continue without it. */
    private static void checkPorts(SettingsGroup settings) {
        checkCanListen(settings, "http-host", "http-port");
        checkCanListen(settings, "management-host", "management-port");
        settings.requireDifferent("http-port", "management-port");
    }

    private static void checkCanListen(SettingsGroup settings, String hostName, String portName) {
        Setting host = settings.get(hostName);
        try {
            new ServerSocket(settings.number(portName), 1, InetAddress.getByName(settings.text(hostName))).close();
        } catch (IOException e) {
            throw new InvalidSettingException("can't listen on %s:%s, as %s and %s say (%s)"
                    .formatted(
                            host.shown(settings.text(hostName)),
                            settings.number(portName),
                            host.named(),
                            settings.get(portName).named(),
                            e.getMessage()));
        }
    }

    private static void checkContract(SettingsGroup settings) {
        String file = settings.text("contract");
        if (!file.isEmpty() && !Files.isReadable(Path.of(file))) {
            throw settings.get("contract").rejection(" that can be read", file);
        }
    }

    private static void checkRegion() {
        try {
            DefaultAwsRegionProviderChain.builder().build().getRegion();
        } catch (SdkClientException e) {
            throw new InvalidSettingException("AWS_REGION, or the AWS profile, must name a region");
        }
    }

    /** The routes of a folder, or the routes in the jar if it is empty. */
    private static String routesIn(Setting setting, String folder) {
        if (folder.isEmpty()) {
            return routesInJar();
        }
        try {
            List<Path> files = RouteFiles.in(Path.of(folder));
            if (files.isEmpty()) {
                throw setting.rejection(" that contains routes (*%s)".formatted(RouteFiles.SUFFIX), folder);
            }
            // Camel takes a list of patterns, in which these characters can't be escaped
            if (files.stream().anyMatch(file -> file.toString().matches(".*[,*?].*"))) {
                throw setting.rejection(" without ',', '*' and '?' in the paths of its files", folder);
            }
            return RouteFiles.includePattern(files);
        } catch (IOException e) {
            throw setting.rejection(" that can be read", folder);
        }
    }

    private static String routesInJar() {
        try {
            return String.join(",", RouteFiles.inJar());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
