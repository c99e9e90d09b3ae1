/** Compares what a test wrote and the answers to it with the final contents of the table. */
package io.github.nannybooking.testing.ledger;
