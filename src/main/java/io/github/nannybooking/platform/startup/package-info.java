/** What happens before anything starts: settings that can't work are refused, and the routes are found. */
package io.github.nannybooking.platform.startup;
