package io.github.nannybooking.platform.http.paging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @Test
    void should_have_no_cursor_for_the_first_page() {
        assertThat(Cursor.decode(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "=", "a b"})
    void should_return_no_position_when_the_cursor_is_not_base64(String cursor) {
        assertThat(Cursor.decode(cursor)).isEmpty();
    }
}
