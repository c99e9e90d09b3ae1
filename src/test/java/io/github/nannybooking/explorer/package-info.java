/** Explores all orders of the work on a job, with the production beans, and checks invariants in each order. */
package io.github.nannybooking.explorer;
