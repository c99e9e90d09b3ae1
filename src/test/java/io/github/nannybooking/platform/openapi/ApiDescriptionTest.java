package io.github.nannybooking.platform.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.nannybooking.platform.openapi.Document.Verb;
import io.github.nannybooking.platform.startup.RouteFiles;
import io.github.nannybooking.testing.RouteTest;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.camel.model.rest.RestDefinition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The description is valid, and tells of all verbs, all errors and all constraints. */
class ApiDescriptionTest extends RouteTest {

    private Document document;

    @BeforeEach
    void describe() {
        document = Document.of(template.requestBody("direct:describe-api", null, String.class));
    }

    @Test
    void should_be_valid_by_the_schema_of_the_specification() throws Exception {
        assertThat(document.json().getString("openapi")).isEqualTo("3.1.0");

        Specification.assertValid(document.json());
    }

    @Test
    void should_have_nothing_but_valid_schemas() {
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
    void should_not_take_for_a_schema_what_is_none(String schema) {
        JsonObject none = new JsonObject(schema.replace('\'', '"'));

        assertThatThrownBy(() -> Specification.assertValidSchema(none)).isInstanceOf(AssertionError.class);
    }

    @Test
    void should_be_read_by_another_parser_without_a_complaint() {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);

        assertThat(new OpenAPIV3Parser()
                        .readContents(document.json().encode(), null, options)
                        .getMessages())
                .isEmpty();
    }

    @Test
    void should_describe_every_verb_of_the_routes() throws IOException {
        assertThat(document.verbs().stream().map(Verb::id))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(verbsOfTheRoutes());
        assertThat(document.verbs()).allSatisfy(verb -> {
            assertThat(verb.json().getString("summary")).isNotBlank();
            assertThat(verb.json().getJsonArray("tags")).hasSize(1);
            assertThat(verb.roles()).isSubsetOf("parent", "nanny", "admin").isNotEmpty();
            assertThat(verb.statuses()).contains("401", "403", "500", "503").anyMatch(status -> status.startsWith("2"));
        });
    }

    @Test
    void should_do_with_a_verb_that_describes_nothing() throws Exception {
        context.getRestDefinitions()
                .add(new RestDefinition().path("/bare").get().id("bare").to("direct:bare"));

        Document withIt = Document.of(new String(new ApiDescription(context, new ObjectMapper()).json(), UTF_8));

        assertThat(withIt.answer(withIt.verb("bare"), "default").getString("description"))
                .isEqualTo("Not described.");
        assertThat(withIt.verb("bare").statuses()).contains("503");
        assertThat(withIt.verb("bare").roles()).containsExactly("admin");
    }

    @Test
    void should_describe_a_service_that_was_added_or_removed_while_it_runs() throws Exception {
        context.getRestDefinitions()
                .add(new RestDefinition().path("/late").get().id("late").to("direct:late"));

        assertThat(template.requestBody("direct:describe-api", null, String.class))
                .contains("/late");

        context.getRestDefinitions().removeIf(service -> "/late".equals(service.getPath()));

        assertThat(template.requestBody("direct:describe-api", null, String.class))
                .doesNotContain("/late");
    }

    @Test
    void should_describe_the_errors_that_the_document_lists_and_no_others() throws IOException {
        List<String> titles = Files.readString(Path.of("docs", "api.md"))
                .lines()
                .filter(line -> line.matches("\\| [45]\\d\\d.*"))
                .flatMap(line -> Stream.of(line.split("\\|")[2].trim().split(", ")))
                .toList();

        assertThat(titles).contains("Invalid request", "No such job", "Service unavailable");
        assertThat(document.titles().distinct()).containsExactlyInAnyOrderElementsOf(titles);
    }

    @Test
    void should_leave_the_security_of_an_open_verb_empty() throws Exception {
        context.getRestDefinitions()
                .add(new RestDefinition()
                        .path("/open")
                        .get()
                        .id("open")
                        .security("bearer", "anyone")
                        .to("direct:open"));

        Document withIt = Document.of(new String(new ApiDescription(context, new ObjectMapper()).json(), UTF_8));

        assertThat(withIt.verb("open").json().getJsonArray("security")).isEmpty();
        assertThat(withIt.verb("open").statuses()).doesNotContain("401", "403");
    }

    @Test
    void should_tell_the_story_in_order() {
        assertThat(document.json().getJsonArray("tags").stream().map(tag -> ((JsonObject) tag).getString("name")))
                .containsExactly("Jobs", "Applications", "Bookings", "Failed declines", "Queues");
        assertThat(List.copyOf(document.json().getJsonObject("paths").fieldNames()))
                .isSorted();
        assertThat(List.copyOf(document.json()
                        .getJsonObject("components")
                        .getJsonObject("schemas")
                        .fieldNames()))
                .isSorted();
    }

    @Test
    void should_give_examples_that_its_own_schemas_allow() {
        assertThat(document.verbs()).allSatisfy(verb -> {
            verb.parameters().stream()
                    .filter(parameter -> parameter.containsKey("example"))
                    .forEach(parameter -> document.assertValid(
                            parameter.getJsonObject("schema"), parameter.getValue("example"), verb.toString()));
            verb.requestBody().ifPresent(body -> assertExamplesValid(body, verb.toString()));
            verb.statuses().forEach(status -> document.answer(verb, status)
                    .getJsonObject("content", new JsonObject())
                    .forEach(body -> assertExamplesValid((JsonObject) body.getValue(), verb + " " + status)));
        });
    }

    private void assertExamplesValid(JsonObject body, String what) {
        List<Object> examples = new ArrayList<>();
        if (body.containsKey("example")) {
            examples.add(body.getValue("example"));
        }
        body.getJsonObject("examples", new JsonObject())
                .forEach(example -> examples.add(((JsonObject) example.getValue()).getValue("value")));
        assertThat(examples).as(what).isNotEmpty().allSatisfy(example -> {
            assertThat(example).isInstanceOf(JsonObject.class);
            document.assertValid(body.getJsonObject("schema"), example, what);
        });
    }

    @Test
    void should_tell_the_constraints_of_a_request() {
        JsonObject request = schema("BookingRequest");

        assertThat(request.getJsonArray("required").getList()).containsExactlyInAnyOrder("jobId", "applicationId");
        assertIdentifier(request.getJsonObject("properties").getJsonObject("username"));
        assertIdentifier(document.verb("get-booking").parameters().get(0).getJsonObject("schema"));
    }

    @Test
    void should_tell_the_bounds_of_parameters() {
        assertThat(document.parameter("get-open-jobs", "limit"))
                .contains(Map.entry("minimum", 1), Map.entry("maximum", 100), Map.entry("default", 100))
                .doesNotContainKey("format");
        assertThat(document.parameter("delete-failed-decline", "reason"))
                .contains(Map.entry("minLength", 1), Map.entry("maxLength", 200))
                .containsKey("pattern")
                .doesNotContainKey("format");
    }

    private static void assertIdentifier(JsonObject schema) {
        assertThat(schema.getString("type")).isEqualTo("string");
        assertThat(schema.getInteger("minLength")).isEqualTo(1);
        assertThat(schema.getInteger("maxLength")).isEqualTo(128);
        assertThat("job-1 é 👶").matches(schema.getString("pattern"));
        assertThat(List.of("a#b", "", "  ", "a\nb")).noneMatch(text -> text.matches(schema.getString("pattern")));
    }

    @Test
    void should_name_no_classes() {
        assertThat(document.json()
                        .getJsonObject("components")
                        .getJsonObject("schemas")
                        .fieldNames())
                .contains("Booking", "BookingReport", "Problem")
                .allMatch(name -> name.matches("[A-Za-z]+"));
        assertThat(document.json().encode()).doesNotContain("io.github.nannybooking", "x-className");
    }

    @Test
    void should_tell_of_headers_and_of_no_host() {
        assertThat(document.json().getJsonArray("servers").getJsonObject(0).getString("url"))
                .isEqualTo("/");
        JsonObject unavailable = document.answer(document.verb("get-queues"), "503");
        assertThat(unavailable.getJsonObject("headers").fieldNames())
                .containsExactlyInAnyOrder("X-Correlation-Id", "Retry-After");
        assertThat(headers("429")).contains("Retry-After");
        assertThat(headers("401")).contains("WWW-Authenticate");
        assertThat(headers("403")).contains("WWW-Authenticate");
        assertThat(document.json()
                        .getJsonObject("components")
                        .getJsonObject("securitySchemes")
                        .getJsonObject("bearer"))
                .contains(Map.entry("type", "http"), Map.entry("scheme", "bearer"));
    }

    private Set<String> headers(String status) {
        return document.answer(document.verb("post-booking"), status)
                .getJsonObject("headers")
                .fieldNames();
    }

    private JsonObject schema(String name) {
        return document.json()
                .getJsonObject("components")
                .getJsonObject("schemas")
                .getJsonObject(name);
    }

    private static List<String> verbsOfTheRoutes() throws IOException {
        List<String> ids = new ArrayList<>();
        for (Path file : RouteFiles.in(Path.of("routes"))) {
            verbs(file)
                    .filter(verb -> verb.path("apiDocs").asBoolean(true))
                    .forEach(verb -> ids.add(verb.get("id").textValue()));
        }
        return ids;
    }

    /** Of a file, all lists in its REST services that are of verbs. */
    private static Stream<JsonNode> verbs(Path file) {
        try {
            return StreamSupport.stream(new YAMLMapper().readTree(file.toFile()).spliterator(), false)
                    .map(definition -> definition.path("rest"))
                    .flatMap(rest -> Stream.of("get", "head", "post", "put", "patch", "delete")
                            .map(rest::path))
                    .flatMap(verbs -> StreamSupport.stream(verbs.spliterator(), false));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
