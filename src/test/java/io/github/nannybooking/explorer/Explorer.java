package io.github.nannybooking.explorer;

import io.github.nannybooking.explorer.Steps.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Explores all orders of the steps of a scenario, breadth first, so that a trace is as short as possible. Each state is
 * explored once, however it was reached. In each state, each running actor may also crash.
 */
final class Explorer {

    private final Scenario scenario;
    private final Steps steps;
    private final Settling settling;
    private final Invariants invariants;
    private final Map<State, Way> ways = new HashMap<>();
    private long transitions;

    /** The previous state and the step by which a state was first reached. */
    private record Way(State from, Supplier<String> what) {}

    /** The depth of the exploration, and whether it has reached all states. */
    record Figures(String scenario, int states, long transitions, int depth, boolean complete) {

        @Override
        public String toString() {
            return "%s: %d states, %d transitions, depth %d%s"
                    .formatted(scenario, states, transitions, depth, complete ? " (all there are)" : "");
        }
    }

    Explorer(Scenario scenario, Steps steps, Settling settling) {
        this.scenario = scenario;
        this.steps = steps;
        this.settling = settling;
        this.invariants = new Invariants(scenario);
    }

    /** @throws AssertionError with the steps to a state that violates an invariant */
    Figures explore(World begin, int maxDepth) {
        State first = new State(begin, Collections.nCopies(scenario.actors().size(), Progress.NONE), Set.of());
        ways.put(first, new Way(null, () -> "begin"));
        List<State> layer = List.of(first);
        int depth = 0;
        while (depth < maxDepth && !layer.isEmpty()) {
            layer = layer.stream().flatMap(this::next).toList();
            depth++;
        }
        return new Figures(scenario.names(), ways.size(), transitions, depth, layer.isEmpty());
    }

    /** Returns the new states that are reached from this one. */
    private Stream<State> next(State state) {
        List<State> reached = new ArrayList<>();
        IntStream.range(0, scenario.actors().size())
                .filter(actor -> !state.actors().get(actor).isEnded())
                .forEach(actor -> next(state, actor, reached));
        return reached.stream();
    }

    private void next(State state, int index, List<State> reached) {
        Actor actor = scenario.actors().get(index);
        Progress progress = state.actors().get(index);
        if (progress.isUnderWay()) {
            State crashed = state.moved(index, state.world(), restarted(actor, Progress.ended(Ending.CRASHED)));
            reach(crashed, new Way(state, () -> actor.name() + " crashes"), reached);
        }
        for (Outcome outcome : steps.take(actor.program(), progress, state.world(), state.marks())) {
            State after = state.moved(index, outcome.world(), restarted(actor, outcome.progress()));
            reach(after, new Way(state, () -> actor.name() + Narration.of(outcome)), reached);
        }
    }

    private static Progress restarted(Actor actor, Progress progress) {
        return progress.isEnded() && actor.repeats() ? Progress.NONE : progress;
    }

    private void reach(State state, Way way, List<State> reached) {
        transitions++;
        require(invariants.brokenBy(way.from().world().table(), state.world().table()), state, way);
        if (ways.putIfAbsent(state, way) == null) {
            require(invariants.brokenIn(state), state, way);
            World rest = settling.settle(state.world());
            require(invariants.brokenBy(state.world().table(), rest.table()), state, way);
            State atRest = new State(rest, state.actors(), state.missable());
            require(invariants.brokenIn(atRest), state, way);
            require(invariants.brokenAtRest(atRest), state, way);
            reached.add(state);
        }
    }

    private void require(List<String> broken, State state, Way way) {
        if (!broken.isEmpty()) {
            throw new AssertionError("%s%nIt does not hold that%n  %s%nafter%n%s%nand at rest it is%n  %s"
                    .formatted(
                            scenario.names(),
                            broken.stream().distinct().collect(Collectors.joining("%n  ".formatted())),
                            trace(state, way),
                            settling.settle(state.world())));
        }
    }

    private String trace(State state, Way way) {
        Deque<String> lines = new ArrayDeque<>();
        lines.push("  %s%n      => %s".formatted(way.what().get(), state.world()));
        for (State at = way.from(); at != null; at = ways.get(at).from()) {
            lines.push("  %s%n      => %s".formatted(ways.get(at).what().get(), at.world()));
        }
        return String.join(System.lineSeparator(), lines);
    }
}
