package io.github.nannybooking.platform.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs names that look like a misspelt setting. They are not rejected: a route may use another property, and the environment
 * may contain variables of other programs.
 */
public final class UnknownSettings {

    private static final Logger LOG = LoggerFactory.getLogger(UnknownSettings.class);

    /**
     * NAME=value of the variables that Kubernetes adds for a service that is named booking:
     * https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
     */
    private static final Pattern OF_KUBERNETES =
            Pattern.compile("(?s)[^=]*_(SERVICE_HOST|SERVICE_PORT(_[^=]*)?|PORT_\\d[^=]*)=.*|[^=]*_PORT=\\w+://.*");

    private UnknownSettings() {}

    /** Checks the environment, the system properties and the properties of Camel. */
    public static void log(Settings settings, CamelContext context) {
        Properties properties = new Properties();
        properties.putAll(System.getProperties());
        properties.putAll(context.getPropertiesComponent().loadProperties());
        Stream.concat(
                        inEnvironment(settings, System.getenv()),
                        inProperties(settings, properties.stringPropertyNames()))
                .forEach(LOG::warn);
    }

    static Stream<String> inProperties(Settings settings, Collection<String> keys) {
        List<String> known = settings.all().stream().map(Setting::key).toList();
        return keys.stream()
                .filter(key -> settings.prefixes().stream().anyMatch(key::startsWith))
                .filter(key -> !known.contains(key))
                .map(key -> warning(key, key, known));
    }

    static Stream<String> inEnvironment(Settings settings, Map<String, String> environment) {
        List<String> known = settings.all().stream()
                .map(Setting::key)
                // Camel looks for both, only in upper case
                .flatMap(key -> Stream.of(Setting.environmentName(key), key.toUpperCase(Locale.ROOT)))
                .toList();
        return environment.entrySet().stream()
                .filter(variable -> !OF_KUBERNETES.matcher(variable.toString()).matches())
                .map(Map.Entry::getKey)
                .filter(name -> settings.prefixes().stream()
                        .map(Setting::environmentName)
                        .anyMatch(prefix -> Setting.environmentName(name).startsWith(prefix)))
                .filter(name -> !known.contains(name))
                .map(name -> warning(name, Setting.environmentName(name), known));
    }

    private static String warning(String name, String asKnown, List<String> known) {
        String nearest = known.stream()
                .min(Comparator.comparing(
                        other -> LevenshteinDistance.getDefaultInstance().apply(asKnown, other)))
                .orElseThrow();
        return "%s is none of the settings; the nearest is %s".formatted(name, nearest);
    }
}
