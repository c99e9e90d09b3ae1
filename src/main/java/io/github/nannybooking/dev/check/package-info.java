/** Finds mistakes in routes before they run, and reports the file, the line and the expected value. */
package io.github.nannybooking.dev.check;
