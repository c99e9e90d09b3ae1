/** Generates diagrams of the routes that GitHub and editors show. */
package io.github.nannybooking.dev.diagram;
