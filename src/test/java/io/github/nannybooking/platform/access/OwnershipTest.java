package io.github.nannybooking.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OwnershipTest {

    @Test
    void should_return_null_without_a_body_and_a_caller() {
        assertThat(new Ownership().claim(null, null)).isNull();
    }
}
