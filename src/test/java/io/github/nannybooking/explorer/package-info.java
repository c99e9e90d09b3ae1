/** All orders of what happens to a job, by the production beans on a table of their own, and what holds in each. */
package io.github.nannybooking.explorer;
