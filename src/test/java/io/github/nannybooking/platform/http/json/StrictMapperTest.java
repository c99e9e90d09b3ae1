package io.github.nannybooking.platform.http.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.platform.http.problem.Problem;
import io.github.nannybooking.platform.http.problem.Problems;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictMapperTest {

    private final ObjectMapper mapper = new JsonConfiguration().jsonMapper();

    @Test
    void should_read_utf_8() throws Exception {
        byte[] json = "{\"name\": \"João 😀\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(mapper.readValue(json, Map.class)).isEqualTo(Map.of("name", "João 😀"));
        assertThat(mapper.readValue(new ByteArrayInputStream(json), Map.class)).isEqualTo(Map.of("name", "João 😀"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"80", "C0AF", "E080A3", "EDA080", "EDA0BDEDB880", "F4908080", "E282"})
    void should_reject_invalid_utf_8(String bytes) {
        String json = "{\"name\": \"" + new String(HexFormat.of().parseHex(bytes), StandardCharsets.ISO_8859_1) + "\"}";

        assertThat(Problems.of(read(json.getBytes(StandardCharsets.ISO_8859_1))))
                .isEqualTo(Problem.invalidRequest("the body is not in UTF-8"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32", "UTF-32BE", "UTF-32LE"})
    void should_reject_other_encodings_of_unicode(String charset) {
        assertThat(Problems.of(read("{\"name\": \"maria\"}".getBytes(Charset.forName(charset))))
                        .status())
                .isEqualTo(400);
    }

    private Throwable read(byte[] body) {
        return catchThrowable(() -> mapper.readValue(new ByteArrayInputStream(body), Map.class));
    }
}
