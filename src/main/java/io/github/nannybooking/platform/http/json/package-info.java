/** Reads JSON strictly, checks it against the constraints of its class, and writes it. */
package io.github.nannybooking.platform.http.json;
