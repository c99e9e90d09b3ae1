package io.github.nannybooking.dev.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What Camel's own schema of its YAML DSL says of a file. It is full of alternatives, and tells of one mistake what is
 * wrong by each of them: only the error deepest in the file is the mistake, unless it is in what should be two steps.
 */
final class CamelSchema {

    private static final Schema SCHEMA = load();

    /** What tells most of a mistake comes first; the others follow of it. */
    private static final List<String> TELLING =
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
        Map<List<String>, List<Error>> errorsByPlace = new LinkedHashMap<>();
        for (Error error : errors(file.root().json())) {
            errorsByPlace
                    .computeIfAbsent(place(error), key -> new ArrayList<>())
                    .add(error);
        }
        List<List<String>> joined = errorsByPlace.keySet().stream()
                .filter(place -> errorsByPlace.get(place).stream()
                        .anyMatch(error -> error.getKeyword().equals("maxProperties")))
                .toList();
        errorsByPlace.keySet().removeIf(place -> joined.stream().anyMatch(steps -> isBelow(place, steps)));
        return errorsByPlace.entrySet().stream()
                .filter(entry -> errorsByPlace.keySet().stream().noneMatch(place -> isBelow(place, entry.getKey())))
                .map(entry -> file.finding(
                        file.root().at(entry.getKey()),
                        SchemaMessages.of(SCHEMA, entry.getKey(), mostTelling(entry.getValue()))));
    }

    /** With something valid in the place of each placeholder, whose value is not known yet. */
    private static List<Error> errors(JsonNode json) {
        List<Error> errors = SCHEMA.validate(json);
        List<Error> ofPlaceholders = errors.stream()
                .filter(error -> error.getInstanceNode().isTextual()
                        && error.getInstanceNode().textValue().contains("{{")
                        && standIn(error) != null)
                .toList();
        if (ofPlaceholders.isEmpty()) {
            return errors;
        }
        for (Error error : ofPlaceholders) {
            NodePath location = error.getInstanceLocation();
            ContainerNode<?> parent =
                    (ContainerNode<?>) json.at(location.getParent().toString());
            if (parent instanceof ArrayNode array) {
                array.set((int) location.getElement(-1), standIn(error));
            } else {
                ((ObjectNode) parent).set(location.getName(-1), standIn(error));
            }
        }
        return SCHEMA.validate(json);
    }

    private static JsonNode standIn(Error error) {
        return switch (error.getKeyword()) {
            case "enum" -> error.getSchemaNode().get(0);
            case "type" ->
                switch (error.getSchemaNode().textValue()) {
                    case "boolean" -> BooleanNode.TRUE;
                    case "integer", "number" -> IntNode.valueOf(1);
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

    /** Several names that belong elsewhere, all of them, are one mistake. */
    private static boolean isAllUnknown(Error error) {
        JsonNode known = SchemaMessages.known(SCHEMA, error);
        List<String> names = new ArrayList<>();
        error.getInstanceNode().fieldNames().forEachRemaining(names::add);
        return names.size() > 1 && names.stream().noneMatch(known::has);
    }

    private static boolean isBelow(List<String> place, List<String> other) {
        return place.size() > other.size() && place.subList(0, other.size()).equals(other);
    }

    private static List<Error> mostTelling(List<Error> errors) {
        String keyword = errors.stream()
                .map(Error::getKeyword)
                .min(Comparator.comparingInt(CamelSchema::rank))
                .orElseThrow();
        return errors.stream()
                .filter(error -> error.getKeyword().equals(keyword))
                .toList();
    }

    private static int rank(String keyword) {
        int rank = TELLING.indexOf(keyword);
        return rank < 0 ? TELLING.size() : rank;
    }
}
