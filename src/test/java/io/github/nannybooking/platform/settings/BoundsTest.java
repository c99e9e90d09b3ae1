package io.github.nannybooking.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.nannybooking.platform.settings.Bounds.Choice;
import io.github.nannybooking.platform.settings.Bounds.Range;
import io.github.nannybooking.platform.settings.Bounds.Words;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundsTest {

    @Test
    void should_read_a_range_of_whole_numbers_with_a_unit_or_without() {
        assertThat(Bounds.of("1 to 10")).isEqualTo(new Range(1, 10, ""));
        assertThat(Bounds.of("0 to 20 s")).isEqualTo(new Range(0, 20, " s"));
        assertThat(Bounds.of("100 to 30000 ms")).isEqualTo(new Range(100, 30_000, " ms"));
        assertThat(Bounds.of("1024 to 999999999 bytes")).isEqualTo(new Range(1_024, 999_999_999, " bytes"));
    }

    @Test
    void should_read_a_choice_of_words() {
        assertThat(Bounds.of("true or false")).isEqualTo(new Choice(List.of("true", "false")));
        assertThat(Bounds.of("jwt or none or m-tls")).isEqualTo(new Choice(List.of("jwt", "none", "m-tls")));
    }

    @Test
    void should_read_words_after_an_article() {
        assertThat(Bounds.of("a name or a URL")).isEqualTo(new Words("a name or a URL"));
        assertThat(Bounds.of("an https URL, http only on loopback"))
                .isEqualTo(new Words("an https URL, http only on loopback"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 to 10", "0 to 20 s", "true or false", "a folder"})
    void should_be_the_text_that_they_were_read_from(String text) {
        assertThat(Bounds.of(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1",
                "1-10",
                "1 - 10",
                "1..10",
                "1 to",
                "1 to ten",
                "-1 to 10",
                "1 to 10 seconds",
                "1 to 10s",
                "1  to 10",
                " 1 to 10",
                "1 to 10 or 20",
                "1 to 1000000000",
                "1.5 to 2",
                "10 to 1",
                "10 to 10",
                "true",
                "true, false",
                "true or",
                "true or False",
                "jwt  or none",
                "folder",
                "any folder",
                "a",
                "a ",
                "A folder"
            })
    void should_refuse_what_is_none_of_these(String text) {
        assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> Bounds.of(text));
    }

    @Test
    void should_allow_whole_numbers_of_a_range_with_both_ends() {
        Bounds bounds = Bounds.of("0 to 20 s");

        assertThat(List.of("0", "7", "20")).allMatch(bounds::allow);
        assertThat(List.of("-1", "21", "", " 7", "7 s", "7.0", "seven", "99999999999999999999", "\u0667"))
                .noneMatch(bounds::allow);
    }

    @Test
    void should_allow_the_words_of_a_choice_exactly() {
        Bounds bounds = Bounds.of("true or false");

        assertThat(List.of("true", "false")).allMatch(bounds::allow);
        assertThat(List.of("", "TRUE", " true", "true or false", "yes")).noneMatch(bounds::allow);
    }
}
