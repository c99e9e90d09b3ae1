package io.github.nannybooking.dev.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.tooling.model.BaseOptionModel;

/** Route files of random steps and options from Camel's YAML schema and catalog, and random mistakes. */
final class MadeUpRoutes {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final CamelCatalog CATALOG = new DefaultCamelCatalog(true);
    private static final JsonNode SCHEMA = schema();
    private static final JsonNode STEPS = definition("org.apache.camel.model.ProcessorDefinition");

    private static final List<String> PRODUCERS =
            List.of("log", "direct", "https", "aws2-sqs", "aws2-ddb", "smtp", "bean");
    private static final List<String> CONSUMERS = List.of("direct", "timer", "aws2-sqs");
    private static final List<String> TEXTS = List.of(
            "x",
            "1",
            "5s",
            "true",
            "#fab",
            "${body}",
            "{{booking.table}}",
            "{{nothing}}",
            "direct:called",
            "log:a,log:b",
            "");
    private static final List<String> HARMLESS_TEXTS = List.of("x", "1", "text", "${body}", "{{booking.table}}");
    private static final List<String> COMMON_STEPS = List.of(
            "bean",
            "choice",
            "convertBodyTo",
            "delay",
            "doTry",
            "enrich",
            "filter",
            "log",
            "loop",
            "multicast",
            "pipeline",
            "recipientList",
            "removeHeaders",
            "routingSlip",
            "setBody",
            "setHeader",
            "setProperty",
            "split",
            "stop",
            "threads",
            "throttle",
            "throwException",
            "to",
            "toD",
            "transform",
            "validate",
            "wireTap");
    private static final int DEPTH = 2;

    private final Random random;
    private int ids;

    MadeUpRoutes(long seed) {
        random = new Random(seed);
    }

    private static JsonNode schema() {
        try (InputStream schema = MadeUpRoutes.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            return new ObjectMapper().readTree(schema).path("items").path("definitions");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode definition(String name) {
        return SCHEMA.path(name);
    }

    /** A file with a route that calls another. */
    String file() throws IOException {
        ArrayNode file = JSON.arrayNode();
        if (chance(10)) {
            file.addObject()
                    .set(
                            "onException",
                            value(definition("org.apache.camel.model.OnExceptionDefinition"), "onException", 0));
        }
        file.add(route("made-up", one(CONSUMERS)));
        file.addObject()
                .putObject("route")
                .put("id", "called")
                .put("description", "Is called.")
                .putObject("from")
                .put("id", "from-called")
                .put("uri", "direct:called")
                .putArray("steps")
                .addObject()
                .putObject("stop")
                .put("id", "stop-called");
        return YAML.writeValueAsString(file);
    }

    private ObjectNode route(String id, String scheme) {
        ObjectNode item = JSON.objectNode();
        ObjectNode route = item.putObject("route").put("id", id).put("description", "Is made up.");
        ObjectNode from = route.putObject("from").put("id", "from-" + id);
        endpoint(from, scheme, true);
        from.set("steps", steps(0));
        return item;
    }

    private ArrayNode steps(int depth) {
        ArrayNode steps = JSON.arrayNode();
        for (int i = chance(90) ? random.nextInt(3) : -1; i >= 0; i--) {
            String name = one(chance(85) ? COMMON_STEPS : names(STEPS.path("properties")));
            steps.addObject().set(name, value(STEPS.path("properties").path(name), name, depth));
        }
        return steps;
    }

    private JsonNode value(JsonNode schema, String name, int depth) {
        if (schema.has("$ref")) {
            String reference = schema.path("$ref").asText();
            String type = reference.substring(reference.lastIndexOf('/') + 1);
            return type.endsWith(".ExpressionDefinition") || type.endsWith(".ExpressionSubElementDefinition")
                    ? expression(JSON.objectNode())
                    : value(definition(type), name, depth);
        }
        if (schema.has("oneOf")) {
            return StreamSupport.stream(schema.path("oneOf").spliterator(), false)
                    .filter(option -> !option.path("type").asText().equals("string"))
                    .findFirst()
                    .map(option -> value(option, name, depth))
                    .orElse(JSON.textNode("x"));
        }
        if (schema.has("enum")) {
            return schema.path("enum").get(random.nextInt(schema.path("enum").size()));
        }
        return switch (schema.path("type").asText()) {
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "number", "integer" -> JSON.numberNode(1 + random.nextInt(9));
            case "array" -> array(schema, name, depth);
            case "object" -> object(schema, name, depth);
            default -> JSON.textNode(text(name));
        };
    }

    private ArrayNode array(JsonNode schema, String name, int depth) {
        if (name.equals("steps")) {
            return depth < DEPTH ? steps(depth + 1) : JSON.arrayNode().add(stop());
        }
        ArrayNode array = JSON.arrayNode();
        array.add(
                name.equals("exception")
                        ? JSON.textNode("java.lang.Exception")
                        : value(schema.path("items"), name, depth + 1));
        return array;
    }

    private ObjectNode stop() {
        ObjectNode step = JSON.objectNode();
        step.putObject("stop").put("id", "stop-" + ids++);
        return step;
    }

    private ObjectNode object(JsonNode schema, String name, int depth) {
        JsonNode properties = schema.path("properties");
        ObjectNode object = JSON.objectNode();
        if (properties.has("id")) {
            object.put("id", name + "-" + ids++);
        }
        if (properties.has("uri") && !name.equals("interceptFrom")) {
            endpoint(object, one(PRODUCERS), false);
        }
        if (schema.toString().contains("language.ExpressionDefinition") && schema.has("anyOf") && chance(95)) {
            expression(object);
        }
        for (String property : names(properties)) {
            boolean isSteps = property.equals("steps") || property.equals("when");
            if (!object.has(property)
                    && (isRequired(schema, name, property) || isSteps && chance(95) || chance(3))
                    && !(CATALOG.findLanguageNames().contains(property) && schema.has("anyOf"))) {
                object.set(property, value(properties.path(property), property, depth));
            }
        }
        return object;
    }

    private static boolean isRequired(JsonNode schema, String name, String property) {
        return schema.path("required").toString().contains('"' + property + '"')
                || option(name, property).map(BaseOptionModel::isRequired).orElse(false);
    }

    private static Optional<BaseOptionModel> option(String step, String property) {
        return Optional.ofNullable(CATALOG.eipModel(step)).stream()
                .flatMap(eip -> eip.getOptions().stream())
                .filter(option -> option.getName().equals(property))
                .map(BaseOptionModel.class::cast)
                .findFirst();
    }

    private ObjectNode expression(ObjectNode object) {
        String language =
                one(chance(90) ? List.of("simple", "constant", "header", "tokenize") : List.of("jsonpath", "method"));
        return language.equals("method")
                ? object.set(
                        "method",
                        JSON.objectNode().put("ref", "ownership").put("method", chance(80) ? "claim" : "clam"))
                : object.put(
                        language,
                        chance(90)
                                ? one(List.of("${body} == 'a'", "${header.x} > 1"))
                                : one(List.of("${bdy}", "a", "", "{{booking.table}}")));
    }

    private void endpoint(ObjectNode object, String scheme, boolean isConsumer) {
        String path =
                switch (scheme) {
                    case "direct" -> isConsumer ? "start-" + random.nextInt(1000) : "called";
                    case "https", "smtp" -> "//example.com";
                    case "bean" -> "ownership";
                    default -> chance(95) ? "made-up" : "${header.name}";
                };
        object.put("uri", scheme + ":" + path);
        ObjectNode parameters = JSON.objectNode();
        if (scheme.equals("aws2-sqs")) {
            parameters.put("queueUrl", "https://sqs.us-east-1.amazonaws.com/1/q");
        }
        List<? extends BaseOptionModel> options = CATALOG.componentModel(scheme).getEndpointOptions();
        for (int i = random.nextInt(3); i > 0; i--) {
            BaseOptionModel option = one(options);
            if (!option.getName().equals("queueUrl")) {
                parameters.put(option.getName(), chance(92) ? text(option) : one(TEXTS));
            }
        }
        if (!parameters.isEmpty()) {
            object.set("parameters", parameters);
        }
    }

    private String text(BaseOptionModel option) {
        return switch (option.getType()) {
            case "boolean" -> String.valueOf(random.nextBoolean());
            case "integer", "number" -> String.valueOf(1 + random.nextInt(9));
            case "duration" -> one(List.of("1000", "5s", "1m"));
            case "object" -> chance(80) ? "#noHeaders" : "#nothing";
            default -> option.getEnums() == null ? "x" : one(option.getEnums());
        };
    }

    private String text(String property) {
        return property.endsWith("Ref") || property.equals("ref")
                ? "ownership"
                : one(chance(85) ? HARMLESS_TEXTS : TEXTS);
    }

    /** Makes a random mistake, or a harmless change, in a file. */
    String changed(String yaml) throws IOException {
        JsonNode file = YAML.readTree(yaml);
        List<JsonNode> containers = Stream.concat(Stream.of(file), descendants(file))
                .filter(node -> node.isContainerNode() && !node.isEmpty())
                .toList();
        JsonNode container = one(containers);
        if (container instanceof ObjectNode object) {
            change(object, one(names(object)));
        } else {
            change((ArrayNode) container);
        }
        return YAML.writeValueAsString(file);
    }

    private void change(ObjectNode object, String name) {
        JsonNode value = object.get(name);
        switch (random.nextInt(6)) {
            case 0 -> object.remove(name);
            case 1 -> {
                object.remove(name);
                object.set(mistyped(name), value);
            }
            case 2 -> {
                // to the end
                object.remove(name);
                object.set(name, value);
            }
            case 3 ->
                object.set(
                        name,
                        value.isContainerNode()
                                ? JSON.textNode(one(TEXTS))
                                : JSON.arrayNode().add(value));
            case 4 -> object.put(name, value.isTextual() ? mistyped(value.asText()) : one(TEXTS));
            default -> object.put(name, one(TEXTS));
        }
    }

    private void change(ArrayNode array) {
        int index = random.nextInt(array.size());
        switch (random.nextInt(4)) {
            case 0 -> array.remove(index);
            case 1 -> array.add(array.get(index).deepCopy());
            case 2 -> array.add(array.remove(index));
            default -> array.set(index, one(TEXTS));
        }
    }

    private String mistyped(String text) {
        if (text.isEmpty()) {
            return "x";
        }
        int index = random.nextInt(text.length());
        return text.substring(0, index)
                + (chance(50) ? "" : text.charAt(index) + "" + text.charAt(index))
                + text.substring(index + 1);
    }

    private static Stream<JsonNode> descendants(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false)
                .flatMap(child -> Stream.concat(Stream.of(child), descendants(child)));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T one(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
