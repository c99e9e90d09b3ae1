package io.github.nannybooking.explorer;

import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Values that only distinguish things: the times of next checks, and the ids of messages that failed. A program only
 * compares a mark with the one that it has read, so each new mark is the first that no program remembers. This keeps the
 * number of states small.
 */
final class Marks {

    private static final Pattern MARK = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:]+Z|message-\\d+");

    private Marks() {}

    /** Returns all marks in the text. */
    static Set<String> in(String text) {
        return MARK.matcher(text).results().map(MatchResult::group).collect(Collectors.toUnmodifiableSet());
    }

    static String messageId(int number) {
        return "message-" + number;
    }

    /** Returns the number of the first mark that no program remembers. */
    static int firstNew(IntFunction<String> mark, Set<String> remembered) {
        return IntStream.iterate(0, number -> number + 1)
                .filter(number -> !remembered.contains(mark.apply(number)))
                .findFirst()
                .getAsInt();
    }
}
