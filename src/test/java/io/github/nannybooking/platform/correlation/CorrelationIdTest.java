package io.github.nannybooking.platform.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelationIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "A-Z_a.z-0.9", "9ddd9c83-a841-3594-a70c-950f3022f03c"})
    void should_accept_a_valid_id(String sent) {
        assertThat(CorrelationId.readOrMake(sent)).isEqualTo(sent);
    }

    @Test
    void should_accept_up_to_128_characters() {
        assertThat(CorrelationId.read("a".repeat(128))).isPresent();
        assertThat(CorrelationId.read("a".repeat(129))).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "a b", "a\n", "a\r\nb", "é", "a{}", "${jndi:x}", "%x", "\"", "\u0000"})
    void should_create_an_id_in_place_of_an_invalid_one(String sent) {
        assertThat(CorrelationId.readOrMake(sent))
                .matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                .isNotEqualTo(CorrelationId.readOrMake(sent));
    }

    @Test
    void should_run_code_with_an_id_and_restore_the_log_context() {
        AtomicReference<String> seen = new AtomicReference<>();

        CorrelationId.under("c1", () -> seen.set(CorrelationId.current()));

        assertThat(seen).hasValue("c1");
        assertThat(CorrelationId.current()).isNull();
    }
}
