package io.github.nannybooking.platform.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.table.ApplicationKey;
import jakarta.validation.Validator;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierTest {

    private static final String LONGEST = "x".repeat(Identifier.MAX_LENGTH);

    private record Ids(@Identifier String jobId, @Identifier String applicationId) {}

    private final Validator validator = new JsonConfiguration().validator();

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "job-1", "3f0c0a0e-8a33-4a0b-9a52-3d1f3a6f6f10", "José Ünï", "日本", "👶", "a/b:c@d", "${x}"})
    void should_accept_valid_parts_of_a_key(String id) {
        assertThat(validator.validate(new Ids("j1", id))).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\t", "a#b", "#", "a\u0000", "a\nb", "a\u007f", "a\u0085", "\ud83d"})
    void should_reject_invalid_parts_of_a_key(String id) {
        assertThat(validator.validate(new Ids("j1", id)))
                .singleElement()
                .satisfies(violation -> assertThat(violation.getMessage()).contains("1 to 128 characters"));
    }

    @Test
    void should_accept_the_maximum_length_and_reject_longer_ones() {
        assertThat(validator.validate(new Ids(LONGEST, LONGEST))).isEmpty();
        assertThat(validator.validate(new Ids(LONGEST, LONGEST + "x"))).hasSize(1);
    }

    @Test
    void should_fit_into_the_1024_bytes_of_a_sort_key() {
        String widest = "\uffee".repeat(Identifier.MAX_LENGTH);

        String key = new ApplicationKey(widest, widest).toItemKey().get("SK").s();

        assertThat(key.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(1024);
    }
}
