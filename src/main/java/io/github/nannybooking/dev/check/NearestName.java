package io.github.nannybooking.dev.check;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;

/** The name that somebody meant who wrote another. */
public final class NearestName {

    private static final DamerauLevenshteinDistance DISTANCE = new DamerauLevenshteinDistance();

    /** Enough letters to tell that another name is meant which begins with them. */
    private static final int LONG = 4;

    private NearestName() {}

    /** The end of a message about {@code wrong}; empty if none of {@code names} is near. */
    public static String hint(String wrong, Collection<String> names) {
        return names.stream()
                .filter(name -> isNear(wrong, name))
                .min(Comparator.comparingInt((String name) -> DISTANCE.apply(plain(wrong), plain(name)))
                        .thenComparing(Comparator.naturalOrder()))
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("");
    }

    private static boolean isNear(String wrong, String name) {
        return isMistyped(wrong, name) || wrong.length() >= LONG && plain(name).startsWith(plain(wrong));
    }

    /** Whether {@code wrong} looks like one of {@code names} that was mistyped, not like another name. */
    static boolean isMistyped(String wrong, Collection<String> names) {
        return names.stream().anyMatch(name -> isMistyped(wrong, name));
    }

    /** A third of its letters are wrong or swapped at most, as in "lgo"; with more, just any name would do. */
    private static boolean isMistyped(String wrong, String name) {
        return DISTANCE.apply(plain(wrong), plain(name)) <= Math.max(1, wrong.length() / 3);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
