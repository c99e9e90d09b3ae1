/** The applications to jobs: making one, which only works while the job is OPEN, and listing them. */
package io.github.nannybooking.application;
