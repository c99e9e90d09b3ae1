/** What goes wrong between the application and AWS in production, and on no emulator. */
package io.github.nannybooking.testing.faults;
