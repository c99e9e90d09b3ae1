package io.github.nannybooking.explorer;

import io.github.nannybooking.explorer.Database.Result;
import io.github.nannybooking.explorer.Replay.Reached;
import io.github.nannybooking.explorer.Step.Ask;
import io.github.nannybooking.explorer.Step.Bury;
import io.github.nannybooking.explorer.Step.Delete;
import io.github.nannybooking.explorer.Step.DeleteDead;
import io.github.nannybooking.explorer.Step.Exhume;
import io.github.nannybooking.explorer.Step.Notify;
import io.github.nannybooking.explorer.Step.Send;
import java.util.List;
import java.util.Set;

/** Takes a step of a program in all possible ways. */
final class Steps {

    static final Answer DONE = Answer.of("done");

    private static final Answer REFUSED = Answer.of("refused");

    private final Database database;
    private final Replay replay;
    private final Ticks clock;

    Steps(Database database, Replay replay, Ticks clock) {
        this.database = database;
        this.replay = replay;
        this.clock = clock;
    }

    /** The result of a step: the new world, and the progress of the program. */
    record Outcome(Step step, Answer answer, World world, Progress progress) {}

    /**
     * Takes the next step once for each outcome, or not at all if the step is not possible.
     *
     * @param marks the marks in use
     */
    List<Outcome> take(Program program, Progress progress, World world, Set<String> marks) {
        clock.set(Marks.firstNew(Ticks::nextCheck, marks));
        Step step = replay.run(program, progress.answers()).step();
        if (step instanceof Ask ask) {
            Result result = database.ask(world.table(), ask);
            return List.of(outcome(program, progress, step, result.answer(), world.with(result.contents())));
        }
        if (step instanceof Send send) {
            return List.of(
                    outcome(program, progress, step, DONE, world.sent(send.message())),
                    outcome(program, progress, step, REFUSED, world));
        }
        if (step instanceof Delete delete) {
            return List.of(outcome(program, progress, step, DONE, world.deleted(delete.message())));
        }
        if (step instanceof Bury bury) {
            String id = Marks.messageId(Marks.firstNew(Marks::messageId, marks));
            return List.of(outcome(program, progress, step, DONE, world.buried(new DeadLetter(id, bury.message()))));
        }
        if (step instanceof Exhume) {
            return world.deadLetters().stream()
                    .map(failed -> outcome(program, progress, step, Answer.of(failed), world))
                    .toList();
        }
        if (step instanceof DeleteDead delete) {
            return List.of(outcome(program, progress, step, DONE, world.deleted(delete.deadLetter())));
        }
        if (step instanceof Notify notify) {
            return List.of(
                    outcome(program, progress, step, DONE, world.notified(notify.applicationId())),
                    outcome(program, progress, step, REFUSED, world));
        }
        return world.queue().stream()
                .map(message -> outcome(program, progress, step, Answer.of(message), world))
                .toList();
    }

    private Outcome outcome(Program program, Progress before, Step step, Answer answer, World world) {
        Progress after = before.with(answer);
        Reached reached = replay.run(program, after.answers());
        return new Outcome(step, answer, world, reached.ending() == null ? after : Progress.ended(reached.ending()));
    }
}
