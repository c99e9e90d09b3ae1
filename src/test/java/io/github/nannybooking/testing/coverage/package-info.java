/** Measures the coverage of the YAML routes by the route tests. */
package io.github.nannybooking.testing.coverage;
