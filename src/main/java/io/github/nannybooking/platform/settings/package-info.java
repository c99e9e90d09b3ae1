/**
 * The settings, which {@code application.properties} describes with their bounds. They are checked and logged at start, and
 * beans read their values from a {@link io.github.nannybooking.platform.settings.SettingsGroup}.
 */
package io.github.nannybooking.platform.settings;
