package io.github.nannybooking.explorer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The state of the world and of all actors.
 *
 * @param actors   how far each actor of the scenario is
 * @param missable the applications of intruders that were written when possibly no program would look again, and that no
 *                 program has promised to decline since
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

    /** Whether the last look at the booking is over, or a look is under way that may become the last. */
    private boolean mayBeMissed() {
        return world.table().isBookingIn("COMPLETED")
                || actors.stream().flatMap(actor -> actor.answers().stream()).anyMatch(this::knowsNextCheck);
    }

    private boolean knowsNextCheck(Answer answer) {
        return world.table().nextCheck().filter(answer.marks()::contains).isPresent();
    }

    /** Returns the {@link Marks} that the world holds or a program knows. */
    Set<String> marks() {
        return Stream.concat(world.marks(), actors.stream().flatMap(Progress::marks))
                .collect(Collectors.toSet());
    }

    /** The applications whose failed declines were removed. */
    Set<String> removed() {
        return endings().map(Ending::removed).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    Stream<Ending> endings() {
        return actors.stream().filter(Progress::isEnded).map(Progress::ending);
    }
}
