/** Failed declines: the parking of dead letters in the table, and the actions of operators. */
package io.github.nannybooking.faileddecline;
