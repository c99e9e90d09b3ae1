package io.github.nannybooking.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that the contract and its examples are valid. */
class ContractTest {

    private final Document document = Document.read();

    @Test
    void should_be_valid_against_the_schema_of_the_specification() {
        assertThat(document.source().getString("openapi")).isEqualTo("3.1.0");

        Specification.assertValid(document.source());
    }

    @Test
    void should_contain_only_valid_schemas() {
        assertThat(document.schemas()).hasSizeGreaterThan(40).allSatisfy(Specification::assertValidSchema);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type': 'whole'}",
                "{'types': ['string']}",
                "{'maxLength': 'long'}",
                "{'maxlength': 200}",
                "{'properties': {'jobId': {'type': 'whole'}}}",
                "{'items': {'properties': {'jobId': {'maxlength': 200}}}}",
            })
    void should_recognise_an_invalid_schema(String schema) {
        JsonObject none = new JsonObject(schema.replace('\'', '"'));

        assertThatThrownBy(() -> Specification.assertValidSchema(none)).isInstanceOf(AssertionError.class);
    }

    /** The parser of openapi-generator. */
    @Test
    void should_be_valid_for_another_parser() {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);

        assertThat(new OpenAPIV3Parser()
                        .readContents(document.source().encode(), null, options)
                        .getMessages())
                .isEmpty();
    }

    @Test
    void should_describe_exactly_the_errors_of_the_document() throws IOException {
        List<String> titles = Files.readString(Path.of("docs", "api.md"))
                .lines()
                .filter(line -> line.matches("\\| [45]\\d\\d.*"))
                .flatMap(line -> Stream.of(line.split("\\|")[2].trim().split(", ")))
                .toList();

        assertThat(titles).contains("Invalid request", "No such job", "Service unavailable");
        assertThat(document.titles().distinct()).containsExactlyInAnyOrderElementsOf(titles);
    }

    @Test
    void should_give_examples_that_match_its_schemas() {
        assertThat(document.verbs()).allSatisfy(verb -> {
            verb.parameters().stream()
                    .filter(parameter -> parameter.containsKey("example"))
                    .forEach(parameter -> document.assertValid(
                            parameter.getJsonObject("schema"), parameter.getValue("example"), verb.toString()));
            verb.requestBody().ifPresent(body -> assertExamplesValid(body, verb.toString()));
            verb.statuses().forEach(status -> verb.answer(status)
                    .getJsonObject("content", new JsonObject())
                    .forEach(body -> assertExamplesValid((JsonObject) body.getValue(), verb + " " + status)));
        });
    }

    private void assertExamplesValid(JsonObject body, String what) {
        List<Object> examples = new ArrayList<>();
        if (body.containsKey("example")) {
            examples.add(body.getValue("example"));
        }
        Document.objects(body.getJsonObject("examples", new JsonObject()))
                .forEach(example -> examples.add(example.getValue().getValue("value")));
        assertThat(examples).as(what).isNotEmpty().allSatisfy(example -> {
            assertThat(example).isInstanceOf(JsonObject.class);
            document.assertValid(body.getJsonObject("schema"), example, what);
        });
    }

    @Test
    void should_describe_each_operation_and_name_its_group() {
        assertThat(document.verbs()).allSatisfy(verb -> {
            assertThat(verb.json().getString("summary")).isNotBlank();
            assertThat(verb.json().getJsonArray("tags")).hasSize(1);
        });
    }
}
