package io.github.nannybooking.explorer;

import java.util.Iterator;
import java.util.List;

/**
 * Runs a program up to its next step: the steps before get the answers that they got, the next one stops it. What a
 * program knows is thus what it was answered, whatever beans it calls, and it may stop between any two requests.
 */
final class Replay {

    private Iterator<Answer> answers;

    /** What a program comes to: a step that it wants to take, or its end. */
    record Reached(Step step, Ending ending) {}

    Reached run(Program program, List<Answer> answered) {
        answers = answered.iterator();
        try {
            return new Reached(null, program.run());
        } catch (NextStep next) {
            return new Reached(next.step, null);
        }
    }

    /** Called by programs, and by the client that their beans have. */
    Object take(Step step) {
        if (answers.hasNext()) {
            return answers.next().get();
        }
        throw new NextStep(step);
    }

    /** Ends a run that has no more answers; an error, so that no program mistakes it for a failure of AWS. */
    private static final class NextStep extends Error {

        private final transient Step step;

        private NextStep(Step step) {
            super(null, null, false, false);
            this.step = step;
        }
    }
}
