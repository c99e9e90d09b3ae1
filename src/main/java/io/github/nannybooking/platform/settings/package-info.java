/**
 * The settings: {@code application.properties} says what each is and may be. They are checked and logged at start, and
 * beans read their values from a {@link io.github.nannybooking.platform.settings.SettingsGroup}.
 */
package io.github.nannybooking.platform.settings;
