package io.github.nannybooking.platform.settings;

import java.time.Duration;
import java.util.List;
import org.apache.camel.CamelContext;

/**
 * The settings whose keys begin with one prefix, and their values: {@code batch-size} of the group
 * {@code booking.decline} is the setting {@code booking.decline.batch-size}.
 */
public record SettingsGroup(String prefix, Settings settings, CamelContext context) {

    /** The groups, of any prefix, that have a setting of this name, in the order of the settings. */
    public List<SettingsGroup> groupsWith(String name) {
        String end = "." + name;
        return settings.all().stream()
                .map(Setting::key)
                .filter(key -> key.endsWith(end))
                .map(key -> new SettingsGroup(key.substring(0, key.length() - end.length()), settings, context))
                .toList();
    }

    public String key(String name) {
        return prefix + "." + name;
    }

    public boolean has(String name) {
        return settings.has(key(name));
    }

    /** @throws InvalidSettingException if there is no such setting, as all following methods do */
    public Setting get(String name) {
        return settings.get(key(name));
    }

    /** The value; it may be empty. */
    public String text(String name) {
        return Settings.text(context, get(name).key());
    }

    public boolean isOn(String name) {
        return Boolean.parseBoolean(text(name));
    }

    /** The value of a number that was checked. */
    public int number(String name) {
        return Integer.parseInt(text(name));
    }

    /** @throws InvalidSettingException if both settings have the same value */
    public void requireDifferent(String name, String other) {
        if (text(name).equals(text(other))) {
            throw new InvalidSettingException("%s and %s must not be the same".formatted(key(name), key(other)));
        }
    }

    /** The value of a setting in ms or s that was checked. */
    public Duration duration(String name) {
        return ((Bounds.Range) get(name).bounds()).duration(number(name));
    }
}
