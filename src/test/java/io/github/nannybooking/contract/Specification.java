package io.github.nannybooking.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.openapi.contract.OpenAPIVersion;
import java.util.concurrent.TimeUnit;

/** The rules of OpenAPI 3.1 for documents and schemas. */
final class Specification {

    private static final String DOCUMENT = "https://spec.openapis.org/oas/3.1/schema-base/2022-10-07";

    /**
     * The dialect of OpenAPI, without unknown keywords. The schema of a document would check its schemas with
     * {@code $dynamicRef}, which Vert.x resolves only to the anchor of the root schema.
     */
    private static final String SCHEMA = "app://nanny-booking/schema";

    private static final SchemaRepository REPOSITORY = load();

    private Specification() {}

    static void assertValid(JsonObject document) {
        assertValid(DOCUMENT, document);
    }

    static void assertValidSchema(JsonObject schema) {
        assertValid(SCHEMA, schema);
    }

    private static void assertValid(String by, JsonObject value) {
        OutputUnit result = REPOSITORY.validator(by).validate(value);
        assertThat(result.getValid())
                .as(() -> value + "\n" + result.toJson().encodePrettily())
                .isTrue();
    }

    private static SchemaRepository load() {
        Vertx vertx = Vertx.vertx();
        try {
            return OpenAPIVersion.V3_1
                    .getRepository(vertx, "app://nanny-booking")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS)
                    .dereference(
                            SCHEMA,
                            JsonSchema.of(new JsonObject()
                                    .put("$id", SCHEMA)
                                    .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                                    .put("$dynamicAnchor", "meta")
                                    .put("$ref", "https://spec.openapis.org/oas/3.1/dialect/base")
                                    .put("unevaluatedProperties", false)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            vertx.close();
        }
    }
}
