/** Support classes of the tests. */
package io.github.nannybooking.testing;
