package io.github.nannybooking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.nannybooking.testing.Marketplace;
import io.github.nannybooking.testing.TestApp;
import io.github.nannybooking.testing.TestTable;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Tests jobs from the POST to the lists that contain them. */
class JobsIT {

    private static final String JOB = """
            {"username": "maria", "jobType": "BABYSITTING", "startDate": "2026-12-05", "endDate": "2026-12-05",
             "startTime": "17:30", "endTime": "22:00", "longitude": -8.6291, "latitude": 41.1579,
             "address": "Rua de Cedofeita 120", "city": "Porto", "cost": 60}""";

    private static final ObjectMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Treats 60 and 60.00 as equal, but any other two numbers as different. */
    private static final Comparator<JsonNode> BY_VALUE =
            (a, b) -> a.isNumber() && b.isNumber() ? a.decimalValue().compareTo(b.decimalValue()) : a.equals(b) ? 0 : 1;

    private static final Marketplace MARKET = Marketplace.create();

    private static TestApp app;

    private final TestTable table = MARKET.table();
    private final String job = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        app = TestApp.start(MARKET.resources(), Map.of());
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @Test
    void should_write_a_job_like_the_marketplace() throws Exception {
        HttpResponse<String> answer = app.caller().post("/jobs", JOB);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        String id = json(answer).get("id").textValue();
        assertThat(UUID.fromString(id)).hasToString(id);
        assertThat(answer.headers().firstValue("Location")).hasValue("/jobs/" + id);
        Map<String, AttributeValue> put = table.job("maria", id);
        assertThat(put).isEqualTo(table.putJob("maria", id));
    }

    @Test
    void should_create_each_job_with_a_unique_id() throws Exception {
        assertThat(json(app.caller().post("/jobs", JOB)).get("id"))
                .isNotEqualTo(json(app.caller().post("/jobs", JOB)).get("id"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "address   | \"  Praça João I, nº 2 — 3º dto \"  ",
                "address   | \"日本 \\ud83d\\udc76 \\u00e9 e\\u0301 \\ufffe\\uffff \\u200b\"",
                "address   | \"\\\"quoted\\\" \\\\ </script> ${x} #{y} %s\"",
                "city      | \"null\"",
                "username  | \"José Ünï @:/?&%2F\"",
                "startTime | \"17:30:00\"",
                "startTime | \"00:00\"",
                "endTime   | \"23:59:59\"",
                "startDate | \"2024-02-29\"",
                "longitude | -179.12345678901234567890123456789012345",
                "latitude  | 0.000000000000000000000000000000000001",
                "latitude  | 1e-36",
                "latitude  | -0",
                "latitude  | -0.0",
                "cost      | 12345678901234567890.123456789012345678",
                "cost      | 38.5",
                "cost      | 60.00",
                "cost      | 6E1",
                "cost      | 0.1",
                "cost      | 9007199254740993",
            })
    void should_read_back_exactly_what_was_posted(String field, String value) throws Exception {
        ObjectNode posted = (ObjectNode) EXACT.readTree(JOB);
        posted.set(field, EXACT.readTree(value));
        String body = JOB.replaceFirst(
                "\"%s\": (\"[^\"]*\"|[-0-9.]+)".formatted(field),
                "\"%s\": ".formatted(field) + Matcher.quoteReplacement(value));

        HttpResponse<String> answer = app.caller().post("/jobs", body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        ObjectNode stored = (ObjectNode) json(answer);
        String id = stored.get("id").textValue();
        HttpResponse<String> read =
                app.caller().get(answer.headers().firstValue("Location").orElseThrow());
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.body()).isEqualTo(answer.body().replaceFirst("}$", ",\"applications\":[]}"));
        assertThat(answer.body()).doesNotContainPattern("\\d[eE][-+]?\\d+[,}]");
        assertThat(stored.remove(List.of("id", "jobStatus"))).isNotNull();
        assertThat(posted.equals(BY_VALUE, stored))
                .as("%s as %s", posted, stored)
                .isTrue();
        assertThat(table.job(posted.get("username").textValue(), id)
                        .get("jobStatus")
                        .s())
                .isEqualTo("OPEN");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"cost\": 60 | \"cost\": -1 | cost: must be greater than or equal to 0",
                "\"cost\": 60 | \"cost\": \"60\" | cost: has the wrong type",
                "\"cost\": 60 | \"cost\": \"\" | cost: ",
                "\"cost\": 60 | \"cost\": 1e400 | cost: numeric value out of bounds",
                "\"cost\": 60 | \"cost\": 1e999999999 | cost: numeric value out of bounds",
                "\"cost\": 60 | \"cost\": true | cost: has the wrong type",
                "\"cost\": 60 | \"cost\": 60, \"note\": \"x\" | note: is no field of this request",
                "\"cost\": 60 | \"cost\": 60, \"id\": \"mine\" | id: is no field of this request",
                "\"cost\": 60 | \"cost\": 60, \"jobStatus\": \"CLOSED\" | jobStatus: is no field of this request",
                "\"cost\": 60 | \"cost\": 60, \"PK\": \"USER#joao\" | PK: is no field of this request",
                "\"cost\": 60 | \"cost\": 60, \"\\n\": 1 | ?: is no field of this request",
                "\"cost\": 60 | \"cost\": 60, \"\\ud83d\": 1 | the body is not well-formed JSON",
                "\"BABYSITTING\" | \"babysitting\" | jobType: must be one of BABYSITTING, CLEANING, RUNNING_ERRANDS",
                "\"BABYSITTING\" | \" CLEANING \" | jobType: must be one of BABYSITTING, CLEANING, RUNNING_ERRANDS",
                "\"BABYSITTING\" | \"\" | jobType: must be one of BABYSITTING, CLEANING, RUNNING_ERRANDS",
                "\"BABYSITTING\" | null | jobType: must not be null",
                "\"BABYSITTING\" | 1 | jobType: has the wrong type",
                "22:00 | 17:30 | endTime: must be after the start",
                "22:00 | 17:29 | endTime: must be after the start",
                "\"endDate\": \"2026-12-05\" | \"endDate\": \"2026-12-04\" | endDate: must be after the start",
                "\"Porto\" | \"\\ud83d\" | city: ",
                "\"Porto\" | 5 | city: has the wrong type",
                "\"maria\" | \"ma#ria\" | username: ",
                "\"maria\" | null | username: ",
            })
    void should_name_the_field_that_is_wrong(String part, String wrong, String detail) throws Exception {
        HttpResponse<String> answer = app.caller().post("/jobs", JOB.replace(part, wrong));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(json(answer).get("detail").textValue()).startsWith(detail);
    }

    @Test
    void should_read_a_job_with_its_applications() throws Exception {
        table.putJob("maria", job);
        table.putApplication(job, "a1", "DECLINED", Map.of("letter", AttributeValue.fromS("secret")));

        assertThat(app.caller().get("/jobs/" + job).body()).isEqualTo("""
                {"id":"%s","username":"maria","jobType":"BABYSITTING","jobStatus":"OPEN","startDate":"2026-12-05",\
                "endDate":"2026-12-05","startTime":"17:30","endTime":"22:00","longitude":-8.6291,"latitude":41.1579,\
                "address":"Rua de Cedofeita 120","city":"Porto","cost":60,\
                "applications":[{"id":"a1","jobId":"%s","username":"nanny-a1","jobApplicationStatus":"DECLINED","createdOn":1795000000}]}""".formatted(job, job));
    }

    @Test
    void should_answer_404_when_the_job_does_not_exist() throws Exception {
        table.putApplication(job, "a1", "PENDING", Map.of());

        HttpResponse<String> answer = app.caller().get("/jobs/" + job);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).get("title").textValue()).isEqualTo("No such job");
    }

    @ParameterizedTest
    @CsvSource({"'', 100", "limit=100, 100", "limit=50, 50", "limit=41, 41", "limit=7, 7"})
    void should_list_205_applications_in_pages(String limit, int size) throws Exception {
        table.putJob("maria", job);
        List<String> ids = IntStream.range(0, 205).mapToObj("a%03d"::formatted).toList();
        table.putApplications(job, ids, Map.of());

        List<Integer> sizes = new ArrayList<>();
        assertThat(pages("/jobs/" + job, limit, "applications", page -> sizes.add(page.size())))
                .isEqualTo(ids);

        assertThat(sizes.subList(0, sizes.size() - 1)).containsOnly(size);
        assertThat(sizes.get(sizes.size() - 1)).isBetween(1, size);
    }

    @Test
    void should_list_without_gaps_or_duplicates_when_applications_are_added_and_removed() throws Exception {
        table.putJob("maria", job);
        table.putApplications(
                job, IntStream.rangeClosed(10, 30).mapToObj("a%d"::formatted).toList(), Map.of());

        List<String> seen = pages("/jobs/" + job, "limit=5", "applications", page -> {
            String last = page.get(page.size() - 1).get("id").textValue();
            table.deleteApplication(job, last);
            table.putApplication(job, last + "-new", "PENDING", Map.of());
        });

        assertThat(seen).doesNotHaveDuplicates().isSorted();
        assertThat(seen)
                .containsAll(
                        IntStream.rangeClosed(10, 30).mapToObj("a%d"::formatted).toList());
    }

    @Test
    void should_list_open_jobs_in_pages() throws Exception {
        Marketplace other = Marketplace.create();
        List<String> ids = IntStream.range(0, 205).mapToObj("j%03d"::formatted).toList();
        ids.forEach(id -> other.table().putJob("parent-" + id.hashCode() % 7, id));
        other.table().putJob("maria", "j100-closed", "CLOSED");
        other.table().putApplications("j001", List.of("a1", "a2"), Map.of());
        other.table().putDueBooking("maria", "j100-closed", "a1");
        try (TestApp second = TestApp.start(other.resources(), Map.of())) {
            for (String limit : List.of("", "&limit=41", "&limit=100")) {
                assertThat(pages(second, "/jobs?status=OPEN" + limit, "jobs", page -> {}))
                        .isEqualTo(ids);
            }
        }
    }

    @Test
    void should_not_list_a_booked_job() throws Exception {
        table.putJob("maria", job);
        table.putApplication(job, "a1", "PENDING", Map.of());
        assertThat(pages("/jobs?status=OPEN", "", "jobs", page -> {})).contains(job);

        app.caller().book("maria", job, "a1");

        assertThat(pages("/jobs?status=OPEN", "", "jobs", page -> {})).doesNotContain(job);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/jobs",
                "/jobs?status=CLOSED",
                "/jobs?status=open",
                "/jobs?status=",
                "/jobs?status=OPEN&limit=0",
                "/jobs?status=OPEN&limit=101",
                "/jobs?status=OPEN&limit=-1",
                "/jobs?status=OPEN&limit=1e1",
                "/jobs?status=OPEN&city=Porto",
                "/jobs?status=OPEN&status=OPEN",
                "/jobs?status=OPEN&cursor=",
                "/jobs?status=OPEN&cursor=!",
                "/jobs/j1?limit=0",
                "/jobs/j1?limit=101",
                "/jobs/j1?cursor=",
                "/jobs/j1?cursor=!",
                "/jobs/j1?status=OPEN",
                "/jobs/j%231",
                "/jobs/%20",
            })
    void should_answer_400_to_an_invalid_query(String path) {
        assertThat(app.caller().get(path).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a#b", "#", "a#b#c", "", " ", "a\u0000"})
    void should_answer_400_to_a_forged_cursor_of_applications(String position) {
        assertRefused("/jobs/j1?cursor=" + forged(position));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "#", "a#", "#b", "a#b#c", "a#b\n", "a# "})
    void should_answer_400_to_a_forged_cursor_of_jobs(String position) {
        assertRefused("/jobs?status=OPEN&cursor=" + forged(position));
    }

    @Test
    void should_continue_after_a_position_without_an_item() throws Exception {
        table.putJob("maria", job);
        table.putApplications(job, List.of("a1", "a3"), Map.of());

        assertThat(ids(json(app.caller().get("/jobs/" + job + "?cursor=" + forged("a2")))
                        .get("applications")))
                .containsExactly("a3");
        assertThat(app.caller()
                        .get("/jobs?status=OPEN&cursor=" + forged("unknown#" + "x".repeat(128)))
                        .statusCode())
                .isEqualTo(200);
    }

    private static void assertRefused(String path) {
        HttpResponse<String> answer = app.caller().get(path);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("cursor: must be one that was answered as next");
    }

    private static String forged(String position) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the ids on all pages of a list. */
    private static List<String> pages(String path, String query, String list, Consumer<JsonNode> page)
            throws IOException {
        return pages(app, path + (query.isEmpty() ? "" : "?" + query), list, page);
    }

    private static List<String> pages(TestApp app, String path, String list, Consumer<JsonNode> page)
            throws IOException {
        List<String> ids = new ArrayList<>();
        Set<String> cursors = new HashSet<>();
        String cursor = "";
        do {
            assertThat(cursors.add(cursor)).as("a new cursor").isTrue();
            HttpResponse<String> answer = app.caller().get(path + cursor);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            JsonNode found = json(answer);
            ids.addAll(ids(found.get(list)));
            page.accept(found.get(list));
            cursor = found.has("next")
                    ? (path.contains("?") ? "&" : "?") + "cursor="
                            + found.get("next").textValue()
                    : "";
        } while (!cursor.isEmpty());
        return ids;
    }

    private static List<String> ids(JsonNode list) {
        return list.findValuesAsText("id");
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return EXACT.readTree(answer.body());
    }
}
