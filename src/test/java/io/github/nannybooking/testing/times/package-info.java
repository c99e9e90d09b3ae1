/** Reports after each build which test classes are slow. */
package io.github.nannybooking.testing.times;
