/** Bookings: the transaction that accepts an application and closes its job, and the reconciler's view of the booking records. */
package io.github.nannybooking.booking;
