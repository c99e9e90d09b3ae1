package io.github.nannybooking.dev;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Reads files with requests to AWS, and converts them to requests of the SDK, whose names begin with a lower case letter. */
final class SdkJson {

    private static final ObjectMapper MAPPER = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
            .build();

    private SdkJson() {}

    /** @param file in the project's folder, of YAML or JSON, which is a part of YAML */
    static JsonNode read(Path file) {
        try {
            return MAPPER.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "can't read " + file + ": start the application in the project's directory", e);
        }
    }

    /** @throws IllegalArgumentException if the JSON contains a property that the request does not have */
    static <B> B convert(JsonNode json, Class<B> builder) {
        return MAPPER.convertValue(json, builder);
    }
}
