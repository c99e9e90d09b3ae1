package io.github.nannybooking.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The patterns of the contract mean the same in the regular expressions of every language. */
class PortablePatternsTest {

    /** What all of them know: anchors, groups, alternatives, counts, classes of characters. */
    private static final Pattern PORTABLE = Pattern.compile(
            "\\^(?:[A-Za-z0-9 :_()|?*{}-]|\\[\\^?(?:[A-Za-z0-9 #-]|\\\\u(?!D[89A-F])[0-9A-F]{4})+])*\\$");

    private static final List<String> PATTERNS = Document.read().patterns().toList();

    private static final Map<String, JavaScriptPattern> SCRIPTS =
            PATTERNS.stream().collect(Collectors.toMap(pattern -> pattern, JavaScriptPattern::new));

    @Example
    void should_be_written_in_what_all_languages_know() {
        assertThat(PATTERNS)
                .hasSizeGreaterThan(3)
                .allMatch(pattern -> PORTABLE.matcher(pattern).matches())
                .allSatisfy(pattern -> assertThat(pattern).doesNotContain("(?", "*?", "*+", "??", "?+"));
    }

    @Example
    void should_accept_characters_beyond_the_first_plane_without_the_flag_u() {
        assertThat(PATTERNS.stream().filter(pattern -> pattern.contains("\\u2028")))
                .hasSize(1)
                .allMatch(line -> SCRIPTS.get(line).matches("Rua 🌳 12"));
    }

    @Example
    void should_match_in_java_script_what_they_match_in_java_at_their_bounds() {
        Values.texts(10).forEach(this::should_match_in_java_script_what_they_match_in_java);
    }

    @Property(tries = 500)
    void should_match_in_java_script_what_they_match_in_java(@ForAll("texts") String text) {
        assertThat(PATTERNS)
                .allSatisfy(pattern -> assertThat(SCRIPTS.get(pattern).matches(text))
                        .as("%s on %s", pattern, text)
                        .isEqualTo(Pattern.compile(pattern).matcher(text).matches()));
    }

    @Provide
    Arbitrary<String> texts() {
        return Values.texts();
    }
}
