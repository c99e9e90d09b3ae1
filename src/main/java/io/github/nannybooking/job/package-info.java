/** The jobs that parents offer to nannies. */
package io.github.nannybooking.job;
