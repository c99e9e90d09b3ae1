package io.github.nannybooking.explorer;

import java.util.Iterator;
import java.util.List;

/**
 * Runs a program up to its next step: previous steps get their recorded answers, and the next one stops the program.
 * The state of a program thus consists of its answers, and a program may stop between any two requests.
 */
final class Replay {

    private Iterator<Answer> answers;

    /** The result of a run: the next step, or the end of the program. */
    record Reached(Step step, Ending ending) {}

    Reached run(Program program, List<Answer> answered) {
        answers = answered.iterator();
        try {
            return new Reached(null, program.run());
        } catch (NextStep next) {
            return new Reached(next.step, null);
        }
    }

    /** Called by programs and by the client of their beans. */
    Object take(Step step) {
        if (answers.hasNext()) {
            return answers.next().get();
        }
        throw new NextStep(step);
    }

    /** Ends a run when the answers are used up. It is an error, so that no program handles it as a failure of AWS. */
    private static final class NextStep extends Error {

        private final transient Step step;

        private NextStep(Step step) {
            super(null, null, false, false);
            this.step = step;
        }
    }
}
