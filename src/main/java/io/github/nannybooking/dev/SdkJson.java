package io.github.nannybooking.dev;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** AWS's JSON as the SDK's own requests: the names are the same but for the case of their first letter. */
final class SdkJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
            .build();

    private SdkJson() {}

    /** @throws IllegalArgumentException if the JSON holds a property that the request does not have */
    static <B> B read(JsonNode json, Class<B> builder) {
        return MAPPER.convertValue(json, builder);
    }
}
