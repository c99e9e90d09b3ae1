/** The declines that failed: parked from the dead letter queue in the table, told, retried or removed by hand. */
package io.github.nannybooking.faileddecline;
