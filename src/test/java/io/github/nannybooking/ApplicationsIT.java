package io.github.nannybooking;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.testing.Marketplace;
import io.github.nannybooking.testing.NeedsIsolatedWrites;
import io.github.nannybooking.testing.TestApp;
import io.github.nannybooking.testing.TestTable;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Nannies who apply to jobs, and read what became of it. */
class ApplicationsIT {

    private static final Marketplace MARKET = Marketplace.create();

    private static TestApp app;

    private final TestTable table = MARKET.table();
    private final String job = UUID.randomUUID().toString();
    private final String nanny = "ana-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        app = TestApp.start(
                MARKET.resources(), Map.of("booking.reconcile.interval", "1", "booking.reconcile.first-check", "1"));
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @Test
    void should_make_an_application_as_the_marketplace_does() throws Exception {
        table.putJob("maria", job);

        HttpResponse<String> answer = apply(nanny);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        JsonNode application = json(answer);
        String id = application.get("id").textValue();
        Map<String, AttributeValue> item = table.application(job, id);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"id\":\"%s\",\"jobId\":\"%s\",\"username\":\"%s\",\"jobApplicationStatus\":\"PENDING\",\"createdOn\":%s}"
                                .formatted(id, job, nanny, item.get("createdOn").n()));
        assertThat(item)
                .isEqualTo(table.putApplication(
                        job,
                        id,
                        "PENDING",
                        Map.of(
                                "username", AttributeValue.fromS(nanny),
                                "GSI2PK", AttributeValue.fromS("USER#" + nanny),
                                "createdOn", item.get("createdOn"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "José Ünï ", "日本 👶", "a/b:c@d?e&f=%2F+", "${x}"})
    void should_read_the_application_where_the_answer_says(String more) throws Exception {
        table.putJob("maria", job);

        HttpResponse<String> answer = apply(nanny + more);

        HttpResponse<String> read =
                app.caller().get(answer.headers().firstValue("Location").orElseThrow());
        assertThat(read.body()).isEqualTo("{\"applications\":[%s]}".formatted(answer.body()));
        assertThat(json(app.caller().get("/jobs/" + job)).at("/applications/0")).isEqualTo(json(answer));
    }

    @Test
    void should_accept_one_application_of_a_nanny() throws Exception {
        table.putJob("maria", job);
        apply(nanny);

        HttpResponse<String> again = apply(nanny);

        assertRefused(again, 409, "Already applied");
        assertThat(json(again).get("detail").textValue())
                .isEqualTo("%s has applied to job %s already; GET /users/%s/applications has the application"
                        .formatted(nanny, job, nanny));
        assertThat(table.applicationsByStatus(job)).isEqualTo(Map.of("PENDING", 1L));
        assertThat(apply("eva").statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PENDING", "DECLINED"})
    void should_know_the_application_that_the_marketplace_wrote(String status) throws Exception {
        table.putJob("maria", job);
        table.putApplication(job, "a1", status, Map.of("GSI2PK", AttributeValue.fromS("USER#" + nanny)));

        assertRefused(apply(nanny), 409, "Already applied");

        assertThat(table.applicationsByStatus(job)).isEqualTo(Map.of(status, 1L));
    }

    @Test
    void should_refuse_a_job_that_is_booked() throws Exception {
        table.putJob("maria", job);
        table.putApplication(job, "a1", "PENDING", Map.of());
        app.caller().book("maria", job, "a1");

        assertRefused(apply(nanny), 409, "Job not open");
    }

    @Test
    void should_refuse_a_job_that_does_not_exist() throws Exception {
        assertRefused(apply(nanny), 404, "No such job");

        assertThat(table.applicationsByStatus(job)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/jobs/j1/applications | ''                               | the body must be one JSON object",
                "/jobs/j1/applications | null                             | the body must be one JSON object",
                "/jobs/j1/applications | {}                               | username: ",
                "/jobs/j1/applications | {\"username\": \"a#b\"}          | username: ",
                "/jobs/j1/applications | {\"username\": \"a\", \"id\": 1} | id: is no field of this request",
                "/jobs/j%231/applications | {\"username\": \"a\"}         | jobId: ",
            })
    void should_refuse_what_is_no_application(String path, String body, String detail) throws Exception {
        HttpResponse<String> answer = app.caller().post(path, body);

        assertRefused(answer, 400, "Invalid request");
        assertThat(json(answer).get("detail").textValue()).startsWith(detail);
    }

    @Test
    @NeedsIsolatedWrites
    void should_make_one_of_20_applications_at_once() throws Exception {
        table.putJob("maria", job);

        List<Integer> answers =
                atOnce(Collections.nCopies(20, () -> apply(nanny).statusCode()));

        assertThat(answers.stream().collect(groupingBy(status -> status, counting())))
                .isEqualTo(Map.of(201, 1L, 409, 19L));
        assertThat(table.applicationsByStatus(job)).isEqualTo(Map.of("PENDING", 1L));
    }

    @Test
    @NeedsIsolatedWrites
    void should_leave_no_application_pending_that_was_made_during_the_booking() throws Exception {
        table.putJob("maria", job);
        table.putApplication(job, "chosen", "PENDING", Map.of());
        Stream<Callable<Integer>> applicants =
                IntStream.range(0, 60).mapToObj(i -> () -> apply(nanny + i).statusCode());
        List<Callable<Integer>> all = new ArrayList<>(applicants.toList());
        all.add(20, () -> app.caller().book("maria", job, "chosen").statusCode());

        List<Integer> answers = atOnce(all);

        assertThat(answers).containsOnly(200, 201, 409).containsOnlyOnce(200);
        long declined = answers.stream().filter(status -> status == 201).count();
        await().untilAsserted(() -> assertThat(table.applicationsByStatus(job))
                .isEqualTo(declined == 0 ? Map.of("ACCEPTED", 1L) : Map.of("ACCEPTED", 1L, "DECLINED", declined)));
    }

    @ParameterizedTest
    @CsvSource({"'', 100", "limit=41, 41", "limit=100, 100"})
    void should_list_205_applications_page_by_page(String limit, int size) throws Exception {
        List<String> ids = IntStream.range(0, 205).mapToObj("a%03d"::formatted).toList();
        for (int i = 0; i < ids.size(); i++) {
            table.putApplications(
                    "%s-%03d".formatted(job, i / 2),
                    List.of(ids.get(i)),
                    Map.of("GSI2PK", AttributeValue.fromS("USER#" + nanny)));
        }

        List<List<String>> pages = pages("/users/" + nanny + "/applications", limit);

        assertThat(pages.stream().flatMap(List::stream)).hasSize(205).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(pages.get(pages.size() - 1)).isNotEmpty();
        assertThat(pages.subList(0, pages.size() - 1))
                .allSatisfy(page -> assertThat(page).hasSize(size));
    }

    @Test
    void should_list_nothing_of_who_never_applied() {
        assertThat(app.caller().get("/users/" + nanny + "/applications").body()).isEqualTo("{\"applications\":[]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "#", "a#", "#b", "a#b#c", ""})
    void should_answer_400_to_a_forged_cursor(String position) throws Exception {
        String cursor = Base64.getUrlEncoder().encodeToString(position.getBytes(StandardCharsets.UTF_8));

        HttpResponse<String> answer = app.caller().get("/users/ana/applications?cursor=" + cursor.replace("=", "%3D"));

        assertRefused(answer, 400, "Invalid request");
        assertThat(answer.body()).contains("cursor: must be one that was answered as next");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/users/ana/applications?limit=0",
                "/users/ana/applications?limit=101",
                "/users/ana/applications?jobId=j1",
                "/users/a%23b/applications",
            })
    void should_answer_400_to_what_it_can_not_list(String path) {
        assertThat(app.caller().get(path).statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> apply(String username) {
        return app.caller().post("/jobs/" + job + "/applications", "{\"username\": \"%s\"}".formatted(username));
    }

    private static List<Integer> atOnce(List<Callable<Integer>> requests) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : threads.invokeAll(requests)) {
                statuses.add(answer.get());
            }
            return statuses;
        } finally {
            threads.shutdownNow();
        }
    }

    /** The ids of each page. */
    private static List<List<String>> pages(String path, String limit) throws IOException {
        List<List<String>> pages = new ArrayList<>();
        Set<String> cursors = new HashSet<>();
        String cursor = "";
        do {
            assertThat(cursors.add(cursor)).as("a new cursor").isTrue();
            JsonNode page = json(app.caller().get(path + "?" + limit + cursor));
            pages.add(page.get("applications").findValuesAsText("id"));
            cursor = page.has("next")
                    ? (limit.isEmpty() ? "" : "&") + "cursor="
                            + page.get("next").textValue()
                    : "";
        } while (!cursor.isEmpty());
        return pages;
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String title) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(answer).get("title").textValue()).isEqualTo(title);
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return new ObjectMapper().readTree(answer.body());
    }
}
