/** Compares what a test wrote and received with the final contents of the table. */
package io.github.nannybooking.testing.ledger;
