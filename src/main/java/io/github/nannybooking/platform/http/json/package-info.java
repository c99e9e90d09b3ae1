/** Reads JSON strictly, validates it against the constraints of its class, and writes it. */
package io.github.nannybooking.platform.http.json;
