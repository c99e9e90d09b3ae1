/** Failed declines: parked from the dead letter queue in the table, then listed, retried or removed by operators. */
package io.github.nannybooking.faileddecline;
