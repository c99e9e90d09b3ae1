/** What a test wrote and was answered, against what the table holds in the end. */
package io.github.nannybooking.testing.ledger;
