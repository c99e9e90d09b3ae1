package io.github.nannybooking.dev.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Explains an error of Camel's schema to the author of a route. */
final class SchemaMessages {

    /** The most names that a message lists: to require one of 26 languages, the schema requires each of them. */
    private static final int FEW = 2;

    /** The elements that are not steps, but parts of the step that is the value. */
    static final Map<String, String> PARTS = Map.of(
            "when", "choice",
            "otherwise", "choice",
            "doCatch", "doTry",
            "doFinally", "doTry",
            "onFallback", "circuitBreaker");

    private SchemaMessages() {}

    /**
     * @param place the path of names to the element
     * @param errors of the element, all of the same keyword
     */
    static String of(Schema schema, List<String> place, List<Error> errors) {
        Error error = errors.get(0);
        return switch (error.getKeyword()) {
            case "additionalProperties" ->
                errors.size() > 1 ? allUnknown(schema, place, error) : unknown(schema, place, error);
            case "enum" -> notOneOf(nameOf(place), error);
            case "maxProperties" ->
                "only one name is allowed here, but there are " + String.join(" and ", names(error.getInstanceNode()))
                        + ": a step begins with '-', and its options are indented deeper than its name";
            case "type" -> wrongType(subject(place), errors);
            case "required" ->
                nameOf(place) + " lacks "
                        + (errors.size() > FEW ? "required options" : "'" + error.getProperty() + "'");
            case "oneOf" -> nameOf(place) + " takes only one of " + String.join(", ", alternatives(errors));
            default -> nameOf(place) + " " + error.getMessage();
        };
    }

    /** The name of the element, or of the list that contains it. */
    private static String nameOf(List<String> place) {
        return place.stream()
                .filter(name -> !isIndex(name))
                .reduce((one, other) -> other)
                .orElse("the file");
    }

    private static String subject(List<String> place) {
        String name = place.isEmpty() ? "the file" : "'" + nameOf(place) + "'";
        return isInList(place) ? "an item of " + name : name;
    }

    private static boolean isInList(List<String> place) {
        return !place.isEmpty() && isIndex(place.get(place.size() - 1));
    }

    private static boolean isIndex(String name) {
        return name.matches("\\d+");
    }

    private static String unknown(Schema schema, List<String> place, Error error) {
        List<String> parent = place.subList(0, place.size() - 1);
        String name = "'" + error.getProperty() + "'";
        String kind = parent.size() == 1
                ? name
                : isInList(parent) && nameOf(parent).equals("steps")
                        ? "step " + name
                        : "option " + name + " of " + nameOf(parent);
        return kind.startsWith("step") && PARTS.containsKey(error.getProperty())
                ? part(error.getProperty())
                : "unknown " + kind + NearestName.hint(error.getProperty(), names(known(schema, error)));
    }

    static String part(String name) {
        return "'%s' is not a step, but a part of '%s'".formatted(name, PARTS.get(name));
    }

    private static String allUnknown(Schema schema, List<String> place, Error error) {
        List<String> known = names(known(schema, error));
        String unknown = String.join(", ", names(error.getInstanceNode()));
        return known.size() > FEW
                ? "unknown options %s of %s".formatted(unknown, nameOf(place))
                : "%s takes %s, not %s".formatted(nameOf(place), String.join(" or ", known), unknown);
    }

    /** The properties that the schema allows where it found an unknown one. */
    static JsonNode known(Schema schema, Error unknown) {
        String properties = unknown.getSchemaLocation()
                .getFragment()
                .getParent()
                .append("properties")
                .toString();
        return schema.getSchemaNode().at(properties);
    }

    private static String notOneOf(String name, Error error) {
        List<String> values = StreamSupport.stream(error.getSchemaNode().spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        String value = error.getInstanceNode().asText();
        return "'%s' must be one of %s, but is %s%s"
                .formatted(
                        name,
                        String.join(", ", values),
                        value(error.getInstanceNode()),
                        NearestName.hint(value, values));
    }

    private static String wrongType(String subject, List<Error> errors) {
        List<String> types = errors.stream()
                .map(error -> error.getSchemaNode().asText())
                .distinct()
                .toList();
        JsonNode value = errors.get(0).getInstanceNode();
        if (types.contains("string") && value.isValueNode() && !value.isNull()) {
            return "%s must be a string: put %s into quotes".formatted(subject, value.asText());
        }
        if (types.contains("boolean") && value.asText().matches("true|false")
                || types.contains("number") && value.asText().matches("-?\\d+")) {
            return "%s must be %s: remove the quotes around %s".formatted(subject, type(types.get(0)), value.asText());
        }
        return "%s must be %s, but is %s"
                .formatted(
                        subject,
                        String.join(
                                " or ", types.stream().map(SchemaMessages::type).toList()),
                        value(value));
    }

    private static String type(String type) {
        return switch (type) {
            case "boolean" -> "true or false";
            case "integer", "number" -> "a number";
            case "string" -> "a string";
            case "array" -> "a list";
            default -> "a mapping";
        };
    }

    private static String value(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL -> "empty";
            case OBJECT -> "a mapping";
            case ARRAY -> "a list";
            default -> value.asText().contains("\n") ? "a string of several lines" : "'" + value.asText() + "'";
        };
    }

    /** The alternatives of the schema that the element contains. */
    private static List<String> alternatives(List<Error> errors) {
        List<String> required = errors.stream()
                .flatMap(error -> error.getSchemaNode().findValues("required").stream())
                .map(names -> names.path(0).asText())
                .toList();
        return names(errors.get(0).getInstanceNode()).stream()
                .filter(required::contains)
                .toList();
    }

    static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }
}
