package io.github.nannybooking.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The values that the contract allows, by its schema and by two rules that only its descriptions contain.
 * Lengths count UTF-16 code units, and numbers have a limited number of decimal places.
 */
final class Rule {

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private static final Pattern DIGITS = Pattern.compile("(\\d+) (?:digits )?after the point");

    private final JsonObject own;
    private final Schema schema;

    /** @param own a schema of the document, whose reference is resolved */
    Rule(Document document, JsonObject own) {
        this.own = own.containsKey("$ref")
                ? document.namedSchemas()
                        .getJsonObject(own.getString("$ref").replaceFirst(".*/", ""))
                        .copy()
                        .mergeIn(own)
                : own;
        try {
            this.schema = SCHEMAS.getSchema(
                    new ObjectMapper().readTree(document.standalone(own).encode()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isOfNumbers() {
        return !"string".equals(own.getString("type"));
    }

    Optional<Integer> maxLength() {
        return Optional.ofNullable(own.getInteger("maxLength"));
    }

    /** Returns the number of decimal places that a number may have. */
    Optional<Integer> digits() {
        return DIGITS.matcher(own.getString("description", ""))
                .results()
                .map((MatchResult result) -> result.group(1))
                .map(Integer::valueOf)
                .findFirst();
    }

    /** Whether the text is valid for a parameter of this type. */
    boolean allowsText(String text) {
        return allows(
                isOfNumbers() && text.matches("-?(0|[1-9][0-9]*)")
                        ? Values.number(new BigDecimal(text))
                        : Values.text(text));
    }

    boolean allows(JsonNode value) {
        return schema.validate(value).isEmpty() && isShortEnough(value) && isRoundEnough(value);
    }

    private boolean isShortEnough(JsonNode value) {
        return maxLength().stream().allMatch(max -> value.textValue().length() <= max);
    }

    private boolean isRoundEnough(JsonNode value) {
        return digits().stream().allMatch(max -> value.decimalValue().scale() <= max);
    }
}
