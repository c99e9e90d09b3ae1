/** The jobs that parents offer and nannies look for. */
package io.github.nannybooking.job;
