/** Runs the application with AWS emulators in one JVM, for development. The production jar does not contain this package. */
package io.github.nannybooking.dev;
