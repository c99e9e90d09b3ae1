/** Finds the address of a caller, also behind proxies. */
package io.github.nannybooking.platform.http.address;
