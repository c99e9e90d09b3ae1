/** Draws the routes, from the routes themselves, as diagrams that GitHub and editors show. */
package io.github.nannybooking.dev.diagram;
