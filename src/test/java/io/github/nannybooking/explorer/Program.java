package io.github.nannybooking.explorer;

/** What an actor does, in steps that it takes through its {@link Replay}; it must do the same when answered the same. */
@FunctionalInterface
interface Program {

    Ending run();
}
