package io.github.nannybooking.testing;

import io.github.nannybooking.platform.settings.Settings;
import io.github.nannybooking.platform.settings.SettingsGroup;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

/** Creates the settings of the application without the application. */
public final class TestSettings {

    private TestSettings() {}

    /** @param overrides key, value, key, value, … of settings that differ from their defaults */
    public static SettingsGroup with(String... overrides) {
        CamelContext context = new DefaultCamelContext();
        context.getPropertiesComponent().setLocation("classpath:application.properties");
        for (int i = 0; i < overrides.length; i += 2) {
            context.getPropertiesComponent().addOverrideProperty(overrides[i], overrides[i + 1]);
        }
        return new SettingsGroup("booking", Settings.read(), context);
    }
}
