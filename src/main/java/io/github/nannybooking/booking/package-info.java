/** A booking: one application ACCEPTED and its job CLOSED in one transaction. */
package io.github.nannybooking.booking;
