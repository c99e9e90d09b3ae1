/** The HTTP servers: limits, headers of all answers, CORS, and answers to requests that no route accepts. */
package io.github.nannybooking.platform.http.server;
