package io.github.nannybooking.dev.check;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;

/** Finds the name that the author of a mistyped name meant. */
public final class NearestName {

    private static final DamerauLevenshteinDistance DISTANCE = new DamerauLevenshteinDistance();

    /** The letters from which on a name may be the beginning of another. */
    private static final int LONG = 4;

    private NearestName() {}

    /** The end of a message about the unknown name {@code wrong}; empty if none of {@code names} is similar. */
    public static String hint(String wrong, Collection<String> names) {
        return names.stream()
                .filter(name -> isSimilar(wrong, name))
                .min(Comparator.comparingInt((String name) -> DISTANCE.apply(plain(wrong), plain(name)))
                        .thenComparing(Comparator.naturalOrder()))
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("");
    }

    private static boolean isSimilar(String wrong, String name) {
        return isMistyped(wrong, name) || wrong.length() >= LONG && plain(name).startsWith(plain(wrong));
    }

    static boolean isMistyped(String wrong, Collection<String> names) {
        return names.stream().anyMatch(name -> isMistyped(wrong, name));
    }

    /** At most a third of the letters may be wrong or swapped, as in "lgo"; otherwise unrelated names would match. */
    private static boolean isMistyped(String wrong, String name) {
        return DISTANCE.apply(plain(wrong), plain(name)) <= Math.max(1, wrong.length() / 3);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
