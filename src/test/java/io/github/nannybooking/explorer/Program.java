package io.github.nannybooking.explorer;

/** The program of an actor, which takes its steps through a {@link Replay} and is deterministic for given answers. */
@FunctionalInterface
interface Program {

    Ending run();
}
