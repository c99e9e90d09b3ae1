package io.github.nannybooking.platform.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTypesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "application/json|application/json",
                "Application/JSON|application/json",
                " APPLICATION/JSON \t; Charset=UTF-8|application/json;charset=utf-8",
                "Text/HTML;Q=0.5 , Application/JSON|text/html;q=0.5 , application/json",
                ";;;|;;;",
                "json|json",
            })
    void should_be_in_lower_case_and_without_blanks_around_semicolons(String value, String rewritten) {
        assertThat(MediaTypes.rewritten(value)).isEqualTo(rewritten);
    }
}
