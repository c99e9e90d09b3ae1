package io.github.nannybooking.explorer;

/**
 * An actor that runs a program.
 *
 * @param repeats whether the actor restarts the program at its end and after a crash
 */
record Actor(String name, Program program, boolean repeats) {}
