/** What tests share. */
package io.github.nannybooking.testing;
