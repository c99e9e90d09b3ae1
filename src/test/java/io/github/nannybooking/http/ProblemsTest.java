package io.github.nannybooking.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemsTest {

    private final ObjectMapper mapper = new HttpConfiguration().jsonMapper();

    /** A body with a bit of everything, and with a part that fails within it. */
    record Read(int number, BigDecimal decimal, List<Read> parts) {}

    /** An answer that can't be written. */
    record Written() {
        public String getBroken() {
            throw new IllegalStateException("secret");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "1 2",
                "{\"number\": 1e999999999999}",
                "{\"number\": 99999999999}",
                "{\"number\": []}",
                "{\"parts\": [{\"number\": 99999999999}]}",
                "{\"parts\": [{]}",
                "{\"parts\": [{\"number\": x}]}",
                "{\"nobody\": 1}",
            })
    void should_blame_the_caller_for_what_can_not_be_read(String json) {
        assertThat(answered(() -> mapper.readValue(json, Read.class))).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_001, 100_000})
    void should_blame_the_caller_for_what_is_over_the_bounds_of_jackson(int depth) {
        assertThat(answered(() -> mapper.readValue("[".repeat(depth), Object.class)))
                .isEqualTo(400);
    }

    @Test
    void should_not_blame_the_caller_for_an_answer_that_can_not_be_written() {
        assertThat(answered(() -> mapper.writeValueAsBytes(new Object()))).isEqualTo(500);
        assertThat(answered(() -> mapper.writeValueAsBytes(new Written()))).isEqualTo(500);
        assertThat(answered(this::writeNoJson)).isEqualTo(500);
    }

    private void writeNoJson() throws IOException {
        try (JsonGenerator generator = mapper.createGenerator(new StringWriter())) {
            generator.writeEndObject();
        }
    }

    private static int answered(ThrowingCallable failing) {
        Throwable thrown = catchThrowable(failing);
        assertThat(thrown).isInstanceOf(IOException.class);
        return Problems.of(new IllegalStateException(thrown)).status();
    }
}
