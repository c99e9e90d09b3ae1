package io.github.nannybooking.platform.settings;

import java.util.List;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;

/**
 * The bean with the settings.
 *
 * @param prefix of the settings of the application itself, as {@code booking}
 * @param files  the resources that describe settings
 */
public record SettingsConfiguration(String prefix, List<String> files) implements CamelConfiguration {

    /** The settings of {@code application.properties}. */
    public SettingsConfiguration(String prefix) {
        this(prefix, List.of(Settings.FILE));
    }

    @BindToRegistry
    public SettingsGroup settings(CamelContext context) {
        return new SettingsGroup(prefix, Settings.read(files), context);
    }
}
