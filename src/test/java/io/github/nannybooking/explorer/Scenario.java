package io.github.nannybooking.explorer;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The programs that work on a job.
 *
 * @param applicationIds of the job in the beginning
 * @param messages       in the queue in the beginning: declines that our programs did not send
 * @param history        what has happened when the exploration begins
 */
record Scenario(List<String> applicationIds, SortedSet<String> messages, List<Program> history, List<Actor> actors) {

    /** The application that is written without a look at the job. */
    static final String INTRUDER = "intruder";

    static Scenario with(String... applicationIds) {
        return new Scenario(List.of(applicationIds), new TreeSet<>(), List.of(), List.of());
    }

    Scenario after(Program... programs) {
        return new Scenario(applicationIds, messages, List.of(programs), actors);
    }

    Scenario once(String name, Program program) {
        return and(new Actor(name, program, false));
    }

    /** Adds an actor that begins anew at the end, and after a crash. */
    Scenario always(String name, Program program) {
        return and(new Actor(name, program, true));
    }

    private Scenario and(Actor actor) {
        List<Actor> more = new ArrayList<>(actors);
        more.add(actor);
        return new Scenario(applicationIds, messages, history, more);
    }

    Scenario message(String applicationId) {
        SortedSet<String> more = new TreeSet<>(messages);
        more.add("{\"id\":\"%s\",\"jobId\":\"%s\"}".formatted(applicationId, Programs.JOB));
        return new Scenario(applicationIds, more, history, actors);
    }

    String names() {
        return String.join(", ", actors.stream().map(Actor::name).toList());
    }
}
