/** The correlation id, by which the log lines of a request are found in the logs of all instances. */
package io.github.nannybooking.platform.correlation;
