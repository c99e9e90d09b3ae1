package io.github.nannybooking.platform.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeadLetterTest {

    @Test
    void should_write_the_reason_in_characters_that_sqs_accepts() {
        assertThat(DeadLetter.reason(new IllegalStateException("not\u0000 \u001b[31mgood\ufffe: é 👶\n")))
                .isEqualTo("not? ?[31mgood?: é 👶?");
    }

    @Test
    void should_name_the_class_of_an_exception_without_a_message() {
        assertThat(DeadLetter.reason(new NullPointerException())).isEqualTo("java.lang.NullPointerException");
    }

    @Test
    void should_write_a_reason_that_is_neither_empty_nor_too_long() {
        assertThat(DeadLetter.reason(new IllegalStateException(""))).isNotEmpty();
        assertThat(DeadLetter.reason(new IllegalStateException("x".repeat(10_000))))
                .hasSize(500);
    }
}
