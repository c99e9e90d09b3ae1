package io.github.nannybooking.explorer;

/** The work of an actor, in steps that it takes through its {@link Replay}; equal answers must lead to equal steps. */
@FunctionalInterface
interface Program {

    Ending run();
}
