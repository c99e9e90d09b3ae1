/** The one DynamoDB table: its key formats, to the letter, and the states that its items go through. */
package io.github.nannybooking.table;
