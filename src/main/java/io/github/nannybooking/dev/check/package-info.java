/** Finds mistakes in routes before they run: what file, what line, what was expected. */
package io.github.nannybooking.dev.check;
