/** Injects failures between the application and AWS that occur in production but in no emulator. */
package io.github.nannybooking.testing.faults;
