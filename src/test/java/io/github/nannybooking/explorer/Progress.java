package io.github.nannybooking.explorer;

import java.util.List;
import java.util.stream.Stream;

/**
 * The progress of an actor.
 *
 * @param answers the answers up to now, which are all that it knows
 * @param ending  the ending of its program; null while the program runs
 */
record Progress(List<Answer> answers, Ending ending) {

    static final Progress NONE = new Progress(List.of(), null);

    static Progress ended(Ending ending) {
        return new Progress(List.of(), ending);
    }

    Progress with(Answer answer) {
        return new Progress(Stream.concat(answers.stream(), Stream.of(answer)).toList(), null);
    }

    /** The {@link Marks} that it knows. */
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
