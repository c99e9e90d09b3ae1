package io.github.nannybooking.platform.settings;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The allowed values of a setting. The comment of the setting ends with their text, in brackets. */
public sealed interface Bounds {

    boolean allow(String value);

    /** The allowed values, for an error. */
    default String requirement() {
        return toString();
    }

    /** @throws InvalidSettingException if {@code text} describes no bounds, or bounds without a value */
    static Bounds of(String text) {
        Matcher range = Range.PATTERN.matcher(text);
        if (range.matches()) {
            return new Range(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)), range.group(3));
        }
        if (Choice.PATTERN.matcher(text).matches()) {
            return new Choice(List.of(text.split(" or ")));
        }
        if (Words.PATTERN.matcher(text).matches()) {
            return new Words(text);
        }
        throw new InvalidSettingException(
                "(%s) are no bounds, as (1 to 10), (100 to 30000 ms), (true or false), (a folder) are".formatted(text));
    }

    /** {@code 1 to 10} or {@code 100 to 30000 ms}: a whole number, both ends included; the unit may be empty. */
    record Range(int min, int max, String unit) implements Bounds {

        private static final Pattern PATTERN = Pattern.compile("(\\d{1,9}) to (\\d{1,9})(| ms| s| bytes)");

        public Range {
            if (min >= max) {
                throw new InvalidSettingException(
                        "(%d to %d) are no bounds: nothing is between them".formatted(min, max));
            }
        }

        /** @throws IllegalStateException if the unit is not ms or s */
        Duration duration(int value) {
            return switch (unit) {
                case " ms" -> Duration.ofMillis(value);
                case " s" -> Duration.ofSeconds(value);
                default -> throw new IllegalStateException("(" + this + ") is not in ms or s");
            };
        }

        @Override
        public boolean allow(String value) {
            return value.matches("\\d{1,9}") && Integer.parseInt(value) >= min && Integer.parseInt(value) <= max;
        }

        @Override
        public String requirement() {
            return "a whole number from " + this;
        }

        @Override
        public String toString() {
            return min + " to " + max + unit;
        }
    }

    /** {@code true or false}: exactly one of these words. */
    record Choice(List<String> words) implements Bounds {

        private static final Pattern PATTERN = Pattern.compile("[a-z0-9-]+( or [a-z0-9-]+)+");

        @Override
        public boolean allow(String value) {
            return words.contains(value);
        }

        @Override
        public String toString() {
            return String.join(" or ", words);
        }
    }

    /** {@code a folder}: a description after an article. The code that uses the value checks it. A name is not blank. */
    record Words(String text) implements Bounds {

        private static final Pattern PATTERN = Pattern.compile("an? \\S.*");

        @Override
        public boolean allow(String value) {
            return !text.startsWith("a name") || !value.isBlank();
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
