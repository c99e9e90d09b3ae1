package io.github.nannybooking.explorer;

import java.util.List;
import java.util.stream.Stream;

/**
 * The progress of an actor.
 *
 * @param answers the answers up to now, which are all that the actor knows
 * @param ending  the end of the program, null while it runs
 */
record Progress(List<Answer> answers, Ending ending) {

    static final Progress NONE = new Progress(List.of(), null);

    static Progress ended(Ending ending) {
        return new Progress(List.of(), ending);
    }

    Progress with(Answer answer) {
        return new Progress(Stream.concat(answers.stream(), Stream.of(answer)).toList(), null);
    }

    /** Returns the {@link Marks} that the actor knows. */
    Stream<String> marks() {
        return answers.stream().flatMap(answer -> answer.marks().stream());
    }

    boolean isEnded() {
        return ending != null;
    }

    boolean isUnderWay() {
        return !answers.isEmpty();
    }
}
