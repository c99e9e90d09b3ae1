package io.github.nannybooking.dev.check;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import com.networknt.schema.path.NodePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Explains by Camel's own schema of its YAML DSL why Camel rejects a file. The schema alone is no reason to reject it: Camel
 * runs what the schema does not know. The schema has many alternatives, and one mistake causes an
 * error for each of them. Only the error deepest in the file is reported, except below an element that should be two steps.
 */
final class CamelSchema {

    private static final Schema SCHEMA = load();

    /** The keywords of the schema, the clearest first: errors of the others are consequences of it. */
    private static final List<String> KEYWORDS =
            List.of("enum", "maxProperties", "additionalProperties", "type", "oneOf", "required");

    private CamelSchema() {}

    private static Schema load() {
        Dialect draft4 = Dialect.builder(Dialects.getDraft4())
                .keyword(new NonValidationKeyword("deprecated"))
                .build();
        try (InputStream schema = CamelSchema.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            return SchemaRegistry.withDialect(draft4).getSchema(schema);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Finding> findings(RouteFile file) {
        Map<List<String>, List<Error>> errorsByPlace = errors(file.root().json()).stream()
                .collect(groupingBy(CamelSchema::place, LinkedHashMap::new, toList()));
        List<List<String>> merged = errorsByPlace.keySet().stream()
                .filter(place -> errorsByPlace.get(place).stream()
                        .anyMatch(error -> error.getKeyword().equals("maxProperties")))
                .toList();
        errorsByPlace.keySet().removeIf(place -> merged.stream().anyMatch(steps -> isBelow(place, steps)));
        return errorsByPlace.entrySet().stream()
                .filter(entry -> errorsByPlace.keySet().stream().noneMatch(place -> isBelow(place, entry.getKey())))
                .map(entry -> file.root()
                        .at(entry.getKey())
                        .finding(SchemaMessages.of(SCHEMA, entry.getKey(), clearest(entry.getValue()))));
    }

    /** The errors after each value that Camel resolves or converts is replaced by a valid value. */
    private static List<Error> errors(JsonNode json) {
        for (Error error : SCHEMA.validate(json)) {
            if (error.getInstanceNode().isValueNode() && standIn(error) != null) {
                NodePath location = error.getInstanceLocation();
                if (json.at(location.getParent().toString()) instanceof ObjectNode parent) {
                    parent.set(location.getName(-1), standIn(error));
                } else {
                    ((ArrayNode) json.at(location.getParent().toString()))
                            .set((int) location.getElement(-1), standIn(error));
                }
            }
        }
        return SCHEMA.validate(json);
    }

    private static JsonNode standIn(Error error) {
        String value = error.getInstanceNode().asText();
        boolean isPlaceholder = value.contains("{{");
        return switch (error.getKeyword()) {
            case "enum" -> isPlaceholder ? error.getSchemaNode().get(0) : null;
            case "type" ->
                switch (error.getSchemaNode().textValue()) {
                    case "boolean" -> isPlaceholder || value.matches("true|false") ? BooleanNode.TRUE : null;
                    case "integer", "number" -> isPlaceholder || value.matches("-?\\d+") ? IntNode.valueOf(1) : null;
                    case "string" -> error.getInstanceNode().isNull() ? null : TextNode.valueOf(value);
                    default -> null;
                };
            default -> null;
        };
    }

    private static List<String> place(Error error) {
        NodePath location = error.getInstanceLocation();
        List<String> place = new ArrayList<>();
        for (int i = 0; i < location.getNameCount(); i++) {
            place.add(location.getName(i));
        }
        if (error.getKeyword().equals("additionalProperties") && !isAllUnknown(error)) {
            place.add(error.getProperty());
        }
        return place;
    }

    /** Whether none of several names is known: they belong to another element, which is one mistake. */
    private static boolean isAllUnknown(Error error) {
        JsonNode known = SchemaMessages.known(SCHEMA, error);
        List<String> names = SchemaMessages.names(error.getInstanceNode());
        return names.size() > 1 && names.stream().noneMatch(known::has);
    }

    private static boolean isBelow(List<String> place, List<String> other) {
        return place.size() > other.size() && place.subList(0, other.size()).equals(other);
    }

    private static List<Error> clearest(List<Error> errors) {
        return errors.stream()
                .collect(groupingBy(CamelSchema::rank, TreeMap::new, toList()))
                .firstEntry()
                .getValue();
    }

    private static int rank(Error error) {
        int rank = KEYWORDS.indexOf(error.getKeyword());
        return rank < 0 ? KEYWORDS.size() : rank;
    }
}
