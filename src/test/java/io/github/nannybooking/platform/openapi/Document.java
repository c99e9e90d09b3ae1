package io.github.nannybooking.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The description of the API as a caller gets it, with its references followed. */
record Document(JsonObject json) {

    private static final JsonSchemaOptions OPTIONS = new JsonSchemaOptions()
            .setBaseUri("app://nanny-booking")
            .setDraft(Draft.DRAFT202012)
            .setOutputFormat(OutputFormat.Basic);

    static Document of(String json) {
        return new Document(new JsonObject(json));
    }

    List<Verb> verbs() {
        JsonObject paths = json.getJsonObject("paths");
        return paths.fieldNames().stream()
                .flatMap(path -> paths.getJsonObject(path).fieldNames().stream()
                        .map(method ->
                                new Verb(path, method, paths.getJsonObject(path).getJsonObject(method))))
                .toList();
    }

    Verb verb(String id) {
        return verbs().stream().filter(verb -> verb.id().equals(id)).findFirst().orElseThrow();
    }

    /** All of the components, and those of parameters, headers and bodies; what stands within them goes with them. */
    List<JsonObject> schemas() {
        return Stream.concat(
                        json.getJsonObject("components").getJsonObject("schemas").stream()
                                .map(schema -> (JsonObject) schema.getValue()),
                        inline(json))
                .toList();
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

    /** The schema of a parameter. */
    Map<String, Object> parameter(String verb, String name) {
        return verb(verb).parameters().stream()
                .filter(parameter -> parameter.getString("name").equals(name))
                .findFirst()
                .orElseThrow()
                .getJsonObject("schema")
                .getMap();
    }

    /** The titles of all problems that are described. */
    Stream<String> titles() {
        return Stream.concat(
                        json.getJsonObject("components").getJsonObject("responses").stream()
                                .map(answer -> (JsonObject) answer.getValue()),
                        verbs().stream().flatMap(verb -> verb.statuses().map(status -> answer(verb, status))))
                .flatMap(answer -> titles(answer).stream());
    }

    List<String> titles(JsonObject answer) {
        return body(answer, "application/problem+json")
                .map(body -> List.copyOf(body.getJsonObject("examples").fieldNames()))
                .orElse(List.of());
    }

    /** What is said of an answer. */
    JsonObject answer(Verb verb, String status) {
        JsonObject answer = verb.json().getJsonObject("responses").getJsonObject(status);
        assertThat(answer).as("%s of %s", status, verb).isNotNull();
        return followed(answer);
    }

    Optional<JsonObject> body(JsonObject answer, String type) {
        return Optional.ofNullable(answer.getJsonObject("content")).map(content -> content.getJsonObject(type));
    }

    private JsonObject followed(JsonObject referenceOrNot) {
        JsonObject found = referenceOrNot;
        if (referenceOrNot.containsKey("$ref")) {
            found = json;
            for (String key : referenceOrNot.getString("$ref").substring(2).split("/")) {
                found = found.getJsonObject(key);
            }
        }
        return found;
    }

    /** @param schema of this document; its references are followed */
    void assertValid(JsonObject schema, Object value, String what) {
        JsonObject standalone = new JsonObject(schema.copy()
                .put("$defs", json.getJsonObject("components").getJsonObject("schemas"))
                .encode()
                .replace("#/components/schemas/", "#/$defs/"));
        OutputUnit result = Validator.create(JsonSchema.of(standalone), OPTIONS).validate(value);
        assertThat(result.getValid())
                .as(() -> what + ": " + value + "\n" + result.toJson().encodePrettily())
                .isTrue();
    }

    /** One verb of one path. */
    record Verb(String path, String method, JsonObject json) {

        String id() {
            return json.getString("operationId");
        }

        /** Those of which one is needed. */
        List<String> roles() {
            return json.getJsonArray("security").getJsonObject(0).getJsonArray("bearer").stream()
                    .map(String.class::cast)
                    .toList();
        }

        Stream<String> statuses() {
            return json.getJsonObject("responses").fieldNames().stream();
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
