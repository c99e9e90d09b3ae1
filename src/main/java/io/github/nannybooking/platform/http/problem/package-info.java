/** Error answers (RFC 9457), and which exception becomes which of them. */
package io.github.nannybooking.platform.http.problem;
