/** Finds mistakes in routes before they run, and reports the file, the line and what was expected. */
package io.github.nannybooking.dev.check;
