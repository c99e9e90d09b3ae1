package io.github.nannybooking.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.nannybooking.application.ApplicantQuery;
import io.github.nannybooking.application.ApplicationRequest;
import io.github.nannybooking.application.JobQuery;
import io.github.nannybooking.application.NewApplication;
import io.github.nannybooking.booking.BookingRequest;
import io.github.nannybooking.faileddecline.FailedDeclineQuery;
import io.github.nannybooking.faileddecline.Removal;
import io.github.nannybooking.job.NewJob;
import io.github.nannybooking.job.OpenJobsQuery;
import io.github.nannybooking.platform.access.Owned;
import io.github.nannybooking.platform.http.json.JsonConfiguration;
import io.github.nannybooking.platform.http.server.IdempotencyKey;
import io.github.nannybooking.table.BookingKey;
import io.github.nannybooking.table.FailedDeclineKey;
import io.vertx.core.json.JsonObject;
import jakarta.validation.Validator;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/** Checks that the contract and the validation accept the same values. */
class ContractBoundsTest {

    private static final Document CONTRACT = Document.read();
    private static final JsonConfiguration HTTP = new JsonConfiguration();
    private static final ObjectMapper MAPPER = HTTP.jsonMapper();
    private static final Validator VALIDATOR = HTTP.validator();

    private static final Map<String, Class<?>> BODIES = Map.of(
            "post-job", NewJob.class,
            "post-application", ApplicationRequest.class,
            "post-booking", BookingRequest.class);

    /** The record components that hold the parameters, such as {@code get-job limit}. */
    private static final Map<String, Component> PARAMETERS = Map.ofEntries(
            Map.entry("post-job Idempotency-Key", new Component(IdempotencyKey.class, "idempotencyKey")),
            Map.entry("post-application Idempotency-Key", new Component(IdempotencyKey.class, "idempotencyKey")),
            Map.entry("get-open-jobs status", new Component(OpenJobsQuery.class, "status")),
            Map.entry("get-open-jobs limit", new Component(OpenJobsQuery.class, "limit")),
            Map.entry("get-job jobId", new Component(JobQuery.class, "jobId")),
            Map.entry("get-job limit", new Component(JobQuery.class, "limit")),
            Map.entry("post-application jobId", new Component(NewApplication.class, "jobId")),
            Map.entry("get-applications username", new Component(ApplicantQuery.class, "username")),
            Map.entry("get-applications limit", new Component(ApplicantQuery.class, "limit")),
            Map.entry("get-booking jobId", new Component(BookingKey.class, "jobId")),
            Map.entry("get-failed-declines jobId", new Component(jobFilter(), "jobId")),
            Map.entry("get-failed-declines limit", new Component(FailedDeclineQuery.class, "limit")),
            Map.entry("get-failed-decline id", new Component(FailedDeclineKey.class, "id")),
            Map.entry("delete-failed-decline id", new Component(FailedDeclineKey.class, "id")),
            Map.entry("delete-failed-decline by", new Component(Removal.class, "by")),
            Map.entry("delete-failed-decline reason", new Component(Removal.class, "reason")),
            Map.entry("post-retry id", new Component(FailedDeclineKey.class, "id")),
            Map.entry("post-retries jobId", new Component(jobFilter(), "jobId")));

    /** A cursor is taken from an answer, so no rule describes it. */
    private static final String CURSOR = "cursor";

    private static final Map<String, Rule> RULES = new HashMap<>();

    private record Component(Class<?> type, String name) {}

    private static Class<?> jobFilter() {
        try {
            return Class.forName("io.github.nannybooking.faileddecline.FailedDeclineQuery$OfJob");
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A job that ends after its start with any other valid date or time. */
    private static ObjectNode example(String verb) throws IOException {
        ObjectNode example = (ObjectNode) MAPPER.readTree(CONTRACT.verb(verb)
                .requestBody()
                .orElseThrow()
                .getJsonObject("example")
                .encode());
        return verb.equals("post-job")
                ? example.put("startDate", "0000-01-01")
                        .put("startTime", "00:00")
                        .put("endDate", "9999-12-31")
                        .put("endTime", "23:59:59")
                : example;
    }

    /** A field of a body and its new value. */
    private record Changed(String verb, String field, JsonNode value) {

        /** The application treats an explicit null like a missing field, but the contract allows no null. */
        boolean isLeftOut() {
            return value.isNull() && field.equals("username");
        }

        ObjectNode body() throws IOException {
            return example(verb).set(field, value);
        }
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void should_be_the_same_at_each_bound_of_a_body(@ForAll("changesAtBounds") Changed changed) throws IOException {
        assertSame(changed);
    }

    @Property(tries = 500)
    void should_be_the_same_for_bodies(@ForAll("changes") Changed changed) throws IOException {
        assertSame(changed);
    }

    private static void assertSame(Changed changed) throws IOException {
        ObjectNode body = changed.body();

        assertThat(accepts(changed.verb(), body))
                .as("%s", body)
                .isEqualTo(bodyRule(changed.verb()).allows(body)
                        && fieldRule(changed.verb(), changed.field()).allows(changed.value()));
    }

    @Example
    void should_be_the_same_for_fields_that_are_missing_or_unknown() throws IOException {
        for (String verb : BODIES.keySet()) {
            ObjectNode unknown = example(verb).put("note", "unknown");
            assertThat(accepts(verb, unknown))
                    .as("%s", unknown)
                    .isEqualTo(bodyRule(verb).allows(unknown));
            for (String field : properties(verb).fieldNames()) {
                ObjectNode missing = example(verb).without(field);
                assertThat(accepts(verb, missing))
                        .as("%s", missing)
                        .isEqualTo(bodyRule(verb).allows(missing));
            }
        }
    }

    /** A parameter and the text that is sent. */
    private record Sent(String parameter, String text) {}

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void should_be_the_same_at_each_bound_of_a_parameter(@ForAll("sentAtBounds") Sent sent) {
        assertSame(sent);
    }

    @Property(tries = 500)
    void should_be_the_same_for_parameters(@ForAll("sent") Sent sent) {
        assertSame(sent);
    }

    private static void assertSame(Sent sent) {
        Component component = PARAMETERS.get(sent.parameter());

        assertThat(VALIDATOR
                        .validateValue(component.type(), component.name(), sent.text())
                        .isEmpty())
                .as("%s", sent)
                .isEqualTo(parameterRule(sent.parameter()).allowsText(sent.text()));
    }

    @Example
    void should_be_tested_for_all_bodies_and_parameters() {
        assertThat(CONTRACT.verbs().stream()
                        .filter(verb -> verb.requestBody().isPresent())
                        .map(Document.Verb::id))
                .containsExactlyInAnyOrderElementsOf(BODIES.keySet());
        assertThat(described()).containsExactlyInAnyOrderElementsOf(PARAMETERS.keySet());
    }

    private static List<String> described() {
        return CONTRACT.verbs().stream()
                .flatMap(verb -> verb.parameters().stream()
                        .map(parameter -> parameter.getString("name"))
                        .filter(name -> !name.equals(CURSOR))
                        .map(name -> verb.id() + " " + name))
                .toList();
    }

    private static boolean accepts(String verb, ObjectNode body) {
        try {
            Owned request = (Owned) MAPPER.readValue(body.toString(), BODIES.get(verb));
            return VALIDATOR
                    .validate(request.username() == null ? request.ownedBy("maria") : request)
                    .isEmpty();
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static Rule bodyRule(String verb) {
        return RULES.computeIfAbsent(
                verb,
                id -> new Rule(
                        CONTRACT, CONTRACT.verb(id).requestBody().orElseThrow().getJsonObject("schema")));
    }

    private static Rule fieldRule(String verb, String field) {
        return RULES.computeIfAbsent(
                verb + " body " + field,
                key -> new Rule(CONTRACT, properties(verb).getJsonObject(field)));
    }

    private static JsonObject properties(String verb) {
        String schema = CONTRACT.verb(verb)
                .requestBody()
                .orElseThrow()
                .getJsonObject("schema")
                .getString("$ref");
        return CONTRACT.namedSchemas()
                .getJsonObject(schema.replaceFirst(".*/", ""))
                .getJsonObject("properties");
    }

    private static Rule parameterRule(String parameter) {
        String[] parts = parameter.split(" ");
        return RULES.computeIfAbsent(parameter, key -> CONTRACT.verb(parts[0]).parameters().stream()
                .filter(described -> described.getString("name").equals(parts[1]))
                .map(described -> new Rule(CONTRACT, described.getJsonObject("schema")))
                .findFirst()
                .orElseThrow());
    }

    @Provide
    Arbitrary<Changed> changesAtBounds() {
        return Arbitraries.of(fields().flatMap(field -> Values.atBounds(fieldRule(field.get1(), field.get2())).stream()
                        .map(value -> new Changed(field.get1(), field.get2(), value)))
                .filter(changed -> !changed.isLeftOut())
                .toList());
    }

    @Provide
    Arbitrary<Changed> changes() {
        return Combinators.combine(Arbitraries.of(fields().toList()), Values.texts())
                .as((field, text) -> new Changed(field.get1(), field.get2(), Values.text(text)));
    }

    private static Stream<Tuple2<String, String>> fields() {
        return BODIES.keySet().stream().sorted().flatMap(verb -> properties(verb).fieldNames().stream()
                .map(field -> Tuple.of(verb, field)));
    }

    @Provide
    Arbitrary<Sent> sentAtBounds() {
        return Arbitraries.of(PARAMETERS.keySet().stream()
                .sorted()
                .flatMap(parameter -> Values.atBounds(parameterRule(parameter)).stream()
                        .filter(value -> value.isValueNode() && !value.isNull())
                        .map(value -> new Sent(parameter, value.asText())))
                .toList());
    }

    @Provide
    Arbitrary<Sent> sent() {
        return Combinators.combine(
                        Arbitraries.of(PARAMETERS.keySet().stream().sorted().toList()), Values.texts())
                .as(Sent::new);
    }
}
