/** Tries all orders of the events of a job with the production beans and a separate table, and checks invariants. */
package io.github.nannybooking.explorer;
