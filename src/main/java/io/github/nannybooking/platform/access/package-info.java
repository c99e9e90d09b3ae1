/** Who sends a request, and what they may do. */
package io.github.nannybooking.platform.access;
