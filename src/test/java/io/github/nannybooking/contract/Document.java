package io.github.nannybooking.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The contract.
 *
 * @param source the original text
 * @param json   the document with all references resolved, except those to schemas
 */
record Document(JsonObject source, JsonObject json) {

    static final Path FILE = Path.of("api", "openapi.yaml");

    private static final String SCHEMAS = "#/components/schemas/";
    private static final JsonSchemaOptions OPTIONS = new JsonSchemaOptions()
            .setBaseUri("app://nanny-booking")
            .setDraft(Draft.DRAFT202012)
            .setOutputFormat(OutputFormat.Basic);

    static Document read() {
        try {
            JsonObject source =
                    new JsonObject(new YAMLMapper().readTree(FILE.toFile()).toString());
            return new Document(source, (JsonObject) followed(source, source));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object followed(JsonObject root, Object part) {
        if (part instanceof JsonArray parts) {
            return new JsonArray(
                    parts.stream().map(each -> followed(root, each)).toList());
        }
        if (!(part instanceof JsonObject object)) {
            return part;
        }
        String reference = object.getString("$ref", SCHEMAS);
        if (reference.startsWith(SCHEMAS)) {
            JsonObject copy = new JsonObject();
            object.forEach(entry -> copy.put(entry.getKey(), followed(root, entry.getValue())));
            return copy;
        }
        JsonObject target = root;
        for (String key : reference.substring(2).split("/")) {
            target = target.getJsonObject(key);
        }
        return followed(root, target);
    }

    List<Verb> verbs() {
        return objects(json.getJsonObject("paths"))
                .flatMap(path -> objects(path.getValue())
                        .map(method -> new Verb(path.getKey(), method.getKey(), method.getValue())))
                .toList();
    }

    Verb verb(String id) {
        return verbs().stream().filter(verb -> verb.id().equals(id)).findFirst().orElseThrow();
    }

    /** Returns the named schemas, and those of parameters, headers and bodies, without the schemas nested in them. */
    List<JsonObject> schemas() {
        return Stream.concat(objects(namedSchemas()).map(Map.Entry::getValue), inline(json))
                .toList();
    }

    JsonObject namedSchemas() {
        return json.getJsonObject("components").getJsonObject("schemas");
    }

    private static Stream<JsonObject> inline(Object part) {
        if (part instanceof JsonArray parts) {
            return parts.stream().flatMap(Document::inline);
        }
        return part instanceof JsonObject object
                ? object.stream()
                        .flatMap(entry -> entry.getKey().equals("schema")
                                ? Stream.of((JsonObject) entry.getValue())
                                : inline(entry.getValue()))
                : Stream.empty();
    }

    /** Returns the patterns of all schemas. */
    Stream<String> patterns() {
        return patterns(json).distinct();
    }

    private static Stream<String> patterns(Object part) {
        if (part instanceof JsonArray parts) {
            return parts.stream().flatMap(Document::patterns);
        }
        return part instanceof JsonObject object
                ? object.stream()
                        .flatMap(entry -> entry.getKey().equals("pattern")
                                ? Stream.of((String) entry.getValue())
                                : patterns(entry.getValue()))
                : Stream.empty();
    }

    /** Returns the titles of all described problems. */
    Stream<String> titles() {
        return Stream.concat(
                        objects(json.getJsonObject("components").getJsonObject("responses"))
                                .map(Map.Entry::getValue),
                        verbs().stream().flatMap(verb -> verb.statuses().map(verb::answer)))
                .flatMap(answer -> problems(answer).keySet().stream());
    }

    /** Returns the possible problems of an answer by their titles. */
    static Map<String, JsonObject> problems(JsonObject answer) {
        return body(answer, "application/problem+json").stream()
                .flatMap(body -> objects(body.getJsonObject("examples")))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, example -> example.getValue().getJsonObject("value")));
    }

    static Optional<JsonObject> body(JsonObject answer, String type) {
        return Optional.ofNullable(answer.getJsonObject("content")).map(content -> content.getJsonObject(type));
    }

    static Stream<Map.Entry<String, JsonObject>> objects(JsonObject object) {
        return object.stream().map(entry -> Map.entry(entry.getKey(), (JsonObject) entry.getValue()));
    }

    /** @param schema a schema of this document, whose references are resolved */
    void assertValid(JsonObject schema, Object value, String what) {
        OutputUnit result =
                Validator.create(JsonSchema.of(standalone(schema)), OPTIONS).validate(value);
        assertThat(result.getValid())
                .as(() -> what + ": " + value + "\n" + result.toJson().encodePrettily())
                .isTrue();
    }

    /** Returns the schema with all schemas to which it refers. */
    JsonObject standalone(JsonObject schema) {
        return new JsonObject(
                schema.copy().put("$defs", namedSchemas()).encode().replace(SCHEMAS, "#/$defs/"));
    }

    /** A method of a path. */
    record Verb(String path, String method, JsonObject json) {

        String id() {
            return json.getString("operationId");
        }

        /** Returns the roles of which a caller needs one. */
        List<String> roles() {
            return json.getJsonArray("security").getJsonObject(0).getJsonArray("bearer").stream()
                    .map(String.class::cast)
                    .toList();
        }

        Stream<String> statuses() {
            return json.getJsonObject("responses").fieldNames().stream();
        }

        /** The description of an answer. */
        JsonObject answer(String status) {
            JsonObject answer = json.getJsonObject("responses").getJsonObject(status);
            assertThat(answer).as("%s of %s", status, this).isNotNull();
            return answer;
        }

        List<JsonObject> parameters() {
            return json.getJsonArray("parameters", new JsonArray()).stream()
                    .map(JsonObject.class::cast)
                    .toList();
        }

        Optional<JsonObject> requestBody() {
            return Optional.ofNullable(json.getJsonObject("requestBody"))
                    .map(body -> body.getJsonObject("content").getJsonObject("application/json"));
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }
}
