/** Error answers (RFC 9457), and their exceptions. */
package io.github.nannybooking.platform.http.problem;
