/** Authentication, authorization and rate limits. */
package io.github.nannybooking.platform.access;
