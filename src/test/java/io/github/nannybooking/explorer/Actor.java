package io.github.nannybooking.explorer;

/**
 * Somebody who runs a program.
 *
 * @param repeats whether it begins anew at the end, and after a crash
 */
record Actor(String name, Program program, boolean repeats) {}
