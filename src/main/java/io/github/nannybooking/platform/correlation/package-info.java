/** The id by which all that is done for a request is found in the logs, whichever instance does it and whenever. */
package io.github.nannybooking.platform.correlation;
