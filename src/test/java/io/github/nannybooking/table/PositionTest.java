package io.github.nannybooking.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.platform.http.json.Identifier;
import io.github.nannybooking.platform.http.json.JsonConfiguration;
import jakarta.validation.Validator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {

    private static final String LONGEST = "👶".repeat(Identifier.MAX_LENGTH / 2);

    private final Validator validator = new JsonConfiguration().validator();

    private record Cursors(
            @Position(ids = 1, message = "must be one") String one,
            @Position(ids = 2, message = "must be two") String two) {}

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"j1#日本 👶", "José Ünï#j1", "a/b:c@d#${x}"})
    void should_accept_two_identifiers_and_none_at_all(String position) {
        assertThat(validator.validate(new Cursors(null, position))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#", "a", "a#", "#b", "a#b#c", "a#b#", "a#b\n", "\u0000#b", "a# ", " #b", "a#b\ud83d"})
    void should_accept_nothing_else_for_two(String position) {
        assertRefused(new Cursors(null, position), "two", "must be two");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "#", "a#b", "a#", "a\n"})
    void should_accept_nothing_else_for_one(String position) {
        assertRefused(new Cursors(position, null), "one", "must be one");
    }

    @Test
    void should_count_the_characters_as_an_identifier_does() {
        assertThat(validator.validate(new Cursors(LONGEST, LONGEST + "#" + LONGEST)))
                .isEmpty();
        assertRefused(new Cursors(LONGEST + "x", null), "one", "must be one");
        assertRefused(new Cursors(null, LONGEST + "x#a"), "two", "must be two");
        assertRefused(new Cursors(null, "a#" + LONGEST + "x"), "two", "must be two");
    }

    private void assertRefused(Cursors cursors, String path, String message) {
        assertThat(validator.validate(cursors)).singleElement().satisfies(violation -> {
            assertThat(violation.getPropertyPath()).hasToString(path);
            assertThat(violation.getMessage()).isEqualTo(message);
        });
    }
}
