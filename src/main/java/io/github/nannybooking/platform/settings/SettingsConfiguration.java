package io.github.nannybooking.platform.settings;

import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;

/**
 * The bean from which all others take the settings.
 *
 * @param prefix of the settings of the application itself, as {@code booking}
 */
public record SettingsConfiguration(String prefix) implements CamelConfiguration {

    @BindToRegistry
    public SettingsGroup settings(CamelContext context) {
        return new SettingsGroup(prefix, Settings.read(), context);
    }
}
