package io.github.nannybooking.explorer;

import io.github.nannybooking.explorer.Steps.Outcome;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What becomes of a world in which nothing more goes wrong: whoever is under way is gone, the others do their work. */
final class Settling {

    /** Of so many rounds of a new reconciler and consumer; far more than they need. */
    private static final int ROUNDS = 10;

    private final Steps steps;
    private final Programs programs;
    private final Map<World, World> known = new HashMap<>();

    Settling(Steps steps, Programs programs) {
        this.steps = steps;
        this.programs = programs;
    }

    World settle(World world) {
        return known.computeIfAbsent(world, begin -> {
            World now = begin;
            for (int round = 0; round < ROUNDS; round++) {
                now = run(programs::reconcile, now);
                for (int message = now.queue().size(); message > 0; message--) {
                    now = run(programs::consume, now);
                }
            }
            return now;
        });
    }

    /** To its end, with the first of all outcomes of a step, which is the good one. */
    private World run(Program program, World begin) {
        World world = begin;
        Progress progress = Progress.NONE;
        while (!progress.isEnded()) {
            Outcome outcome =
                    steps.take(program, progress, world, times(world, progress)).get(0);
            world = outcome.world();
            progress = outcome.progress();
        }
        return world;
    }

    private static Set<String> times(World world, Progress progress) {
        return Stream.concat(
                        world.table().times().stream(),
                        progress.answers().stream().flatMap(answer -> answer.times().stream()))
                .collect(Collectors.toSet());
    }
}
