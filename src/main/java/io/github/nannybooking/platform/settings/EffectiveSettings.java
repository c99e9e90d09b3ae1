package io.github.nannybooking.platform.settings;

import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertiesResolvedValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs the values of all settings in one event, and the source of each value that is not the default. */
public final class EffectiveSettings {

    private static final Logger LOG = LoggerFactory.getLogger(EffectiveSettings.class);

    private EffectiveSettings() {}

    public static void log(Settings settings, CamelContext context) {
        if (LOG.isInfoEnabled()) {
            LOG.info(
                    "The settings:{}",
                    settings.all().stream()
                            .map(setting -> "\n  " + line(setting, context))
                            .collect(Collectors.joining()));
        }
    }

    private static String line(Setting setting, CamelContext context) {
        String value = Settings.text(context, setting.key());
        String source = source(setting, context);
        String byDefault = context.resolvePropertyPlaceholders(setting.byDefault());
        String shown = byDefault.isEmpty() ? "none" : setting.shown(byDefault);
        return setting.key() + "=" + setting.shown(value)
                + (value.equals(byDefault) ? "" : " (by default %s; from %s)".formatted(shown, source));
    }

    /** The source from which Camel read the value. */
    private static String source(Setting setting, CamelContext context) {
        String source = context.getPropertiesComponent()
                .getResolvedValue(setting.key())
                .map(PropertiesResolvedValue::source)
                .orElse("");
        return switch (source) {
            case "ENV" -> setting.environment().get(0);
            case "env" -> setting.environment().get(setting.environment().size() - 1);
            case "SYS" -> "a system property";
            case "OverrideProperties" -> "the program";
            default -> source;
        };
    }
}
