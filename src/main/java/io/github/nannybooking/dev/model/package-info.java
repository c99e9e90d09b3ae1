/** Camel's model of the routes in a file, for the diagrams and the reload. */
package io.github.nannybooking.dev.model;
