/** A booking: one application ACCEPTED and its job CLOSED in one transaction, and the record by which all others follow. */
package io.github.nannybooking.booking;
