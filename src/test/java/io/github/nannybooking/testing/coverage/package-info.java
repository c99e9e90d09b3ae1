/** How much of the YAML routes the route tests run: noted by each test, summed up by the build. */
package io.github.nannybooking.testing.coverage;
