package io.github.nannybooking.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OwnershipTest {

    @Test
    void should_pass_on_that_there_is_no_body_though_nobody_tells_the_caller_then() {
        assertThat(new Ownership().claim(null, null)).isNull();
    }
}
