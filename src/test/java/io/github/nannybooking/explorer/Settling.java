package io.github.nannybooking.explorer;

import io.github.nannybooking.explorer.Steps.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the final state of a world in which nothing more fails: the running programs are gone, and the actors that start
 * again do so.
 */
final class Settling {

    /** Far more rounds than the actors need. */
    private static final int MAX_ROUNDS = 20;

    private final Steps steps;
    private final Scenario scenario;
    private final Map<World, World> known = new HashMap<>();

    Settling(Steps steps, Scenario scenario) {
        this.steps = steps;
        this.scenario = scenario;
    }

    World settle(World world) {
        return known.computeIfAbsent(world, begin -> {
            World before = begin;
            World now = round(begin);
            for (int rounds = 1; rounds < MAX_ROUNDS && !now.equals(before); rounds++) {
                before = now;
                now = round(now);
            }
            return now;
        });
    }

    private World round(World begin) {
        World world = begin;
        for (Actor actor : scenario.actors()) {
            if (actor.repeats()) {
                world = run(actor.program(), world);
            }
        }
        return world;
    }

    /** To its end, if there is anything to do, with the first of all outcomes of a step, which is the good one. */
    World run(Program program, World begin) {
        World world = begin;
        Progress progress = Progress.NONE;
        while (!progress.isEnded()) {
            Set<String> marks = Stream.concat(world.marks(), progress.marks()).collect(Collectors.toSet());
            List<Outcome> outcomes = steps.take(program, progress, world, marks);
            if (outcomes.isEmpty()) {
                return world;
            }
            world = outcomes.get(0).world();
            progress = outcomes.get(0).progress();
        }
        return world;
    }
}
