/** The HTTP servers: their limits, the headers of all answers, and the answers to what no route takes. */
package io.github.nannybooking.platform.http.server;
