package io.github.nannybooking.explorer;

/**
 * A process that runs a program.
 *
 * @param repeats whether it starts again at the end, and after a crash
 */
record Actor(String name, Program program, boolean repeats) {}
