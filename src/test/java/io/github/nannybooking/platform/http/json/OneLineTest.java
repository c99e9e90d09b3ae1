package io.github.nannybooking.platform.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class OneLineTest {

    private final Validator validator = new JsonConfiguration().validator();

    private record Note(@OneLine String text) {}

    @ParameterizedTest
    @ValueSource(strings = {"x", "  Rua de São João, 3º #2 ", "日本\u3000👶", "${x}"})
    void should_accept_text(String text) {
        assertThat(validator.validate(new Note(text))).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "a\u0000", "a\nb", "a\u0085", "a\u2028b", "a\u2029b", "\ud83d"})
    void should_reject_other_characters_and_blank_text(String text) {
        assertThat(validator.validate(new Note(text)))
                .singleElement()
                .satisfies(violation -> assertThat(violation.getMessage()).contains("1 to 200 characters"));
    }

    @Test
    void should_accept_200_characters_and_reject_201() {
        assertThat(validator.validate(new Note("x".repeat(200)))).isEmpty();
        assertThat(validator.validate(new Note("x".repeat(201)))).hasSize(1);
    }
}
