/** Applying to a job, which only works while the job is OPEN. */
package io.github.nannybooking.application;
