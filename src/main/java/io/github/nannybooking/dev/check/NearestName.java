package io.github.nannybooking.dev.check;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;

/** The name that somebody meant who wrote another. */
final class NearestName {

    private NearestName() {}

    /** The end of a message about {@code wrong}; empty if none of {@code names} is near. */
    static String hint(String wrong, Collection<String> names) {
        // a third of its letters may be wrong or swapped, as in "lgo"; with more, just any other name would be
        // suggested
        DamerauLevenshteinDistance within = new DamerauLevenshteinDistance(Math.max(1, (wrong.length() + 1) / 3));
        return names.stream()
                .filter(name -> distance(within, wrong, name) >= 0)
                .min(Comparator.comparingInt((String name) -> distance(within, wrong, name))
                        .thenComparing(Comparator.naturalOrder()))
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("");
    }

    /** Negative if they are further apart than {@code within}. */
    private static int distance(DamerauLevenshteinDistance within, String one, String other) {
        return within.apply(one.toLowerCase(Locale.ROOT), other.toLowerCase(Locale.ROOT));
    }
}
