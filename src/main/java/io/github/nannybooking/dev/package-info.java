/** Development: the application beside AWS emulators in the same JVM. The production jar leaves this package out. */
package io.github.nannybooking.dev;
