/** The start of the application: checks the settings and finds the routes. */
package io.github.nannybooking.platform.startup;
