package io.github.nannybooking.platform.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeadLetterTest {

    private final DeadLetter deadLetter = new DeadLetter();

    @Test
    void should_tell_the_reason_in_characters_that_sqs_takes() {
        assertThat(deadLetter.reason(new IllegalStateException("not\u0000 \u001b[31mgood\ufffe: é 👶\n")))
                .isEqualTo("not? ?[31mgood?: é 👶?");
    }

    @Test
    void should_name_the_class_of_an_exception_without_a_message() {
        assertThat(deadLetter.reason(new NullPointerException())).isEqualTo("java.lang.NullPointerException");
    }

    @Test
    void should_never_be_empty_nor_too_long() {
        assertThat(deadLetter.reason(new IllegalStateException(""))).isNotEmpty();
        assertThat(deadLetter.reason(new IllegalStateException("x".repeat(10_000))))
                .hasSize(500);
    }
}
