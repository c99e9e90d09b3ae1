package io.github.nannybooking.explorer;

import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What only tells things apart: the times of next checks, and the ids of messages that failed. Of one it matters whether
 * it is still the one that was seen, so each new one is the first that nobody remembers; thus there are few states.
 */
final class Marks {

    private static final Pattern MARK = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:]+Z|message-\\d+");

    private Marks() {}

    /** All that are in the text. */
    static Set<String> in(String text) {
        return MARK.matcher(text).results().map(MatchResult::group).collect(Collectors.toUnmodifiableSet());
    }

    static String messageId(int number) {
        return "message-" + number;
    }

    /** The number of the first one that nobody remembers. */
    static int firstNew(IntFunction<String> mark, Set<String> remembered) {
        return IntStream.iterate(0, number -> number + 1)
                .filter(number -> !remembered.contains(mark.apply(number)))
                .findFirst()
                .getAsInt();
    }
}
