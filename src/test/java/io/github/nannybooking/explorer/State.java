package io.github.nannybooking.explorer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The state of all actors and of the world.
 *
 * @param actors   the progress of each actor of the scenario
 * @param missable the late applications that no later check of the booking is certain to find, and that no program has
 *                 promised to decline since
 */
record State(World world, List<Progress> actors, Set<String> missable) {

    State moved(int actor, World newWorld, Progress progress) {
        List<Progress> newActors = new ArrayList<>(actors);
        newActors.set(actor, progress);
        Set<String> newMissable = new HashSet<>(missable);
        if (newWorld.table().applications().containsKey(Scenario.INTRUDER)
                && !world.table().applications().containsKey(Scenario.INTRUDER)
                && mayBeMissed()) {
            newMissable.add(Scenario.INTRUDER);
        }
        if (progress.isEnded()) {
            newMissable.removeAll(progress.ending().declines());
        }
        return new State(newWorld, List.copyOf(newActors), Set.copyOf(newMissable));
    }

    /** Whether the last check of the booking is over, or a running check may become the last. */
    private boolean mayBeMissed() {
        return world.table().isBookingIn("COMPLETED")
                || actors.stream().flatMap(actor -> actor.answers().stream()).anyMatch(this::knowsNextCheck);
    }

    private boolean knowsNextCheck(Answer answer) {
        return world.table().nextCheck().filter(answer.marks()::contains).isPresent();
    }

    /** Returns the {@link Marks} in the world and in the answers of the actors. */
    Set<String> marks() {
        return Stream.concat(world.marks(), actors.stream().flatMap(Progress::marks))
                .collect(Collectors.toSet());
    }

    /** Returns the applications whose failed declines were removed. */
    Set<String> removed() {
        return endings().map(Ending::removed).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    Stream<Ending> endings() {
        return actors.stream().filter(Progress::isEnded).map(Progress::ending);
    }
}
