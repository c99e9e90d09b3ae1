/** The one DynamoDB table: access to it, the keys of its items, and the states of the items. */
package io.github.nannybooking.table;
