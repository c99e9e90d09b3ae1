/**
 * The settings, {@code booking.*}: what they are and may be stands in {@code application.properties} alone. Checks them
 * and tells them at start, and whoever knows a key finds the value here.
 */
package io.github.nannybooking.platform.settings;
