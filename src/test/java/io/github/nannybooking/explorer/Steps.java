package io.github.nannybooking.explorer;

import io.github.nannybooking.explorer.Database.Result;
import io.github.nannybooking.explorer.Replay.Reached;
import io.github.nannybooking.explorer.Step.Ask;
import io.github.nannybooking.explorer.Step.Bury;
import io.github.nannybooking.explorer.Step.Delete;
import io.github.nannybooking.explorer.Step.DeleteDead;
import io.github.nannybooking.explorer.Step.Exhume;
import io.github.nannybooking.explorer.Step.Send;
import io.github.nannybooking.explorer.Step.Tell;
import java.util.List;
import java.util.Set;

/** Takes one step of a program: all that it may come to. */
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

    /** What a step came to: how all stands then, and what the program knows, or how it ended. */
    record Outcome(Step step, Answer answer, World world, Progress progress) {}

    /**
     * Takes the next step, once for each outcome; for none if there is nothing to do.
     *
     * @param marks the marks that a program remembers
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
        if (step instanceof Tell tell) {
            return List.of(
                    outcome(program, progress, step, DONE, world.notified(tell.applicationId())),
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
