package io.github.nannybooking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.testing.HttpCaller;
import io.github.nannybooking.testing.Marketplace;
import io.github.nannybooking.testing.TestApp;
import io.github.nannybooking.testing.TestQueue;
import io.github.nannybooking.testing.TestTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests how callers list, read, retry and remove failed declines. */
@Execution(ExecutionMode.CONCURRENT)
class FailedDeclinesIT {

    private static final Duration SETTLED = Duration.ofSeconds(30);
    private static final String UNKNOWN_ID = "00000000-0000-3000-8000-000000000000";
    private static final Marketplace MARKET = Marketplace.create();

    private static TestApp app;
    private static HttpCaller caller;

    private final TestTable table = MARKET.table();
    private final TestQueue deadLetters = MARKET.deadLetters();
    private final String job = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        app = TestApp.start(
                MARKET.resources(),
                Map.of(
                        "booking.decline.batch-size", "10",
                        "booking.reconcile.interval", "1",
                        "booking.reconcile.first-check", "5",
                        "booking.reconcile.max-delay", "5"));
        caller = app.caller();
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @Test
    void should_list_the_failed_declines_of_a_job_from_the_newest_to_the_oldest() {
        park("a1", 1_795_000_100);
        park("a2", 1_795_000_300);
        park("a3", 1_795_000_200);

        awaitParked(3);

        JsonNode page = json(caller.get("/failed-declines?jobId=" + job));
        assertThat(page.get("failedDeclines"))
                .extracting(failed -> failed.get("applicationId").asText())
                .containsExactly("a2", "a3", "a1");
        assertThat(page.has("next")).isFalse();
        JsonNode newest = page.get("failedDeclines").get(0);
        assertThat(newest.fieldNames())
                .toIterable()
                .containsExactly(
                        "id",
                        "jobId",
                        "applicationId",
                        "reason",
                        "exception",
                        "attempts",
                        "firstFailedOn",
                        "lastFailedOn",
                        "originalMessageId");
        assertThat(newest.get("reason").asText()).isEqualTo("unforeseen");
        assertThat(newest.get("attempts").intValue()).isEqualTo(5);
        assertThat(newest.get("lastFailedOn").longValue()).isEqualTo(1_795_000_300);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&jobId="})
    void should_list_all_pages_without_gaps_or_duplicates(String filter) {
        List<String> ids = IntStream.range(0, 23).mapToObj(i -> "a" + i).toList();
        // three failures in each second are ordered by their ids
        IntStream.range(0, ids.size()).forEach(i -> park(ids.get(i), 1_795_000_000 + i / 3));
        awaitParked(ids.size());
        String query = filter.isEmpty() ? "" : filter + job;

        List<String> found = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = json(caller.get("/failed-declines?limit=5" + query + cursor));
            assertThat(page.get("failedDeclines")).hasSizeBetween(1, 5);
            page.get("failedDeclines").forEach(failed -> {
                if (job.equals(failed.path("jobId").asText())) {
                    found.add(failed.get("applicationId").asText());
                }
            });
            cursor = page.has("next") ? "&cursor=" + page.get("next").asText() : "";
        } while (!cursor.isEmpty());

        assertThat(found).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void should_not_return_a_cursor_with_the_last_page() {
        IntStream.range(0, 4).forEach(i -> park("a" + i, 1_795_000_000 + i));
        awaitParked(4);

        JsonNode first = json(caller.get("/failed-declines?limit=2&jobId=" + job));
        JsonNode last = json(caller.get("/failed-declines?limit=2&jobId=" + job + "&cursor="
                + first.get("next").asText()));

        assertThat(last.get("failedDeclines")).hasSize(2);
        assertThat(last.has("next")).isFalse();
    }

    @Test
    void should_return_all_fields_of_a_failed_decline_with_its_message() {
        park("a1", 1_795_000_100);

        JsonNode failed = json(caller.get("/failed-declines/" + awaitParked(1).get(0)));

        assertThat(failed.get("body").asText()).isEqualTo(message("a1"));
        assertThat(failed.get("firstFailedOn").longValue()).isEqualTo(1_795_000_100);
        assertThat(failed.get("originalMessageId").asText()).isEqualTo("m-a1");
    }

    @Test
    void should_answer_404_when_the_failed_decline_does_not_exist() {
        assertProblem(caller.get("/failed-declines/" + UNKNOWN_ID), 404, "No such failed decline");
        assertProblem(caller.post("/failed-declines/" + UNKNOWN_ID + "/retry"), 404, "No such failed decline");
        assertProblem(
                caller.delete("/failed-declines/" + UNKNOWN_ID + "?by=ana&reason=why"), 404, "No such failed decline");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/failed-declines/x",
                "/failed-declines/00000000-0000-3000-8000-00000000000G",
                "/failed-declines?limit=0",
                "/failed-declines?limit=101",
                "/failed-declines?limit=",
                "/failed-declines?limit=%D9%A1",
                "/failed-declines?limit=5&limit=6",
                "/failed-declines?jobid=1",
                "/failed-declines?jobId=",
                "/failed-declines?jobId=a%23b",
                "/failed-declines?cursor=",
                "/failed-declines?cursor=!",
                "/failed-declines?cursor=eA",
                "/failed-declines?CamelHttpResponseCode=204",
            })
    void should_answer_400_to_an_invalid_path_or_query(String path) {
        assertProblem(caller.get(path), 400, "Invalid request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?by=ana",
                "?reason=why",
                "?by=&reason=why",
                "?by=ana&reason=%20",
                "?by=ana&reason=a%0Ab",
                "?by=ana&reason=a%E2%80%A8b",
                "?by=ana&reason=why&force=1"
            })
    void should_answer_400_to_a_removal_without_a_name_and_a_reason(String query) {
        park("a1", 1_795_000_100);
        String id = awaitParked(1).get(0);

        assertProblem(caller.delete("/failed-declines/" + id + query), 400, "Invalid request");
        assertProblem(
                caller.delete("/failed-declines/" + id + "?by=ana&reason=" + "x".repeat(201)), 400, "Invalid request");

        assertThat(caller.get("/failed-declines/" + id).statusCode()).isEqualTo(200);
    }

    @Test
    void should_answer_400_to_a_retry_with_an_invalid_filter() {
        assertProblem(caller.post("/failed-declines/retry?job=" + job), 400, "Invalid request");
        assertProblem(caller.post("/failed-declines/retry?jobId="), 400, "Invalid request");
    }

    @Test
    void should_answer_405_and_406_like_all_other_paths() {
        assertProblem(caller.post("/failed-declines"), 405, "Method not allowed");
        assertProblem(caller.post("/failed-declines/" + UNKNOWN_ID), 405, "Method not allowed");
        assertProblem(caller.get("/failed-declines/" + UNKNOWN_ID + "/retry"), 405, "Method not allowed");
        assertProblem(caller.send(caller.to("/failed-declines").header("Accept", "text/html")), 406, "Not acceptable");
    }

    @Test
    void should_retry_a_failed_decline_and_complete_its_booking() throws Exception {
        bookAndLetFail("late");
        String id = awaitParked(1).get(0);

        assertThat(caller.post("/failed-declines/" + id + "/retry").statusCode())
                .isEqualTo(202);

        await().atMost(SETTLED).until(() -> table.applicationStatus(job, "late").equals("DECLINED"));
        assertThat(caller.get("/failed-declines/" + id).statusCode()).isEqualTo(404);
        awaitBooking("COMPLETED");
        assertThat(table.booking(job)).doesNotContainKeys("failedApplicationIds", "GSI1PK", "GSI1SK");
    }

    @Test
    void should_park_a_decline_that_fails_again_and_not_retry_it_forever() {
        table.putApplication(job, "accepted", "ACCEPTED", Map.of());
        park("accepted", 1_795_000_100);
        String id = awaitParked(1).get(0);
        long before = Instant.now().getEpochSecond();

        assertThat(caller.post("/failed-declines/retry?jobId=" + job).statusCode())
                .isEqualTo(202);

        await().atMost(SETTLED).untilAsserted(() -> assertThat(json(caller.get("/failed-declines/" + id))
                        .path("lastFailedOn")
                        .longValue())
                .isGreaterThanOrEqualTo(before));
        assertThat(json(caller.get("/failed-declines/" + id)).get("reason").asText())
                .isEqualTo("the application is ACCEPTED");
        String message = json(caller.get("/failed-declines/" + id))
                .get("originalMessageId")
                .asText();
        await().during(Duration.ofSeconds(2))
                .until(() -> message.equals(json(caller.get("/failed-declines/" + id))
                        .path("originalMessageId")
                        .asText()));
    }

    @Test
    void should_remove_a_failed_decline_and_not_decline_its_application() throws Exception {
        bookAndLetFail("late");
        String id = awaitParked(1).get(0);
        awaitTwoChecks();

        HttpResponse<String> answer = caller.delete("/failed-declines/" + id + "?by=ana&reason=is%20a%20friend");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(caller.get("/failed-declines/" + id).statusCode()).isEqualTo(404);
        assertThat(table.checks(job)).as("checked like a new booking").isZero();
        awaitTwoChecks();
        assertThat(table.applicationStatus(job, "late")).isEqualTo("PENDING");
        awaitBooking("NEEDS_ATTENTION");
        assertThat(json(caller.readBooking(job)).get("applications"))
                .hasToString("{\"pending\":0,\"declined\":1,\"failed\":1}");
    }

    @Test
    void should_complete_a_booking_when_an_operator_has_declined_manually_and_removed_the_failure() throws Exception {
        bookAndLetFail("late");
        String id = awaitParked(1).get(0);
        awaitTwoChecks();
        table.putApplication(job, "late", "DECLINED", Map.of());

        caller.delete("/failed-declines/" + id + "?by=ana&reason=by+hand");

        awaitBooking("COMPLETED");
    }

    @Test
    void should_complete_a_booking_that_is_sent_again_when_an_operator_has_declined_manually() throws Exception {
        bookAndLetFail("late");
        awaitTwoChecks();
        table.putApplication(job, "late", "DECLINED", Map.of());

        caller.book("maria", job, "a1");

        awaitBooking("COMPLETED");
    }

    /** Books the job, and sends the decline of a later application to the dead letter queue. */
    private void bookAndLetFail(String applicationId) throws Exception {
        table.putJob("maria", job);
        table.putApplications(job, List.of("a1", "a2"), Map.of());
        // a check of the booking would decline the application if it came before the parking
        app.stopRoute("reconcile-bookings");
        caller.book("maria", job, "a1");
        table.putApplication(job, applicationId, "PENDING", Map.of());
        park(applicationId, 1_795_000_100);
        awaitBooking("NEEDS_ATTENTION");
        app.startRoute("reconcile-bookings");
    }

    private void park(String applicationId, long failedOn) {
        deadLetters.send(
                List.of(message(applicationId)),
                Map.of(
                        "reason", "unforeseen",
                        "exception", "java.lang.IllegalStateException",
                        "attempts", "5",
                        "failedOn", String.valueOf(failedOn),
                        "originalMessageId", "m-" + applicationId));
    }

    private String message(String applicationId) {
        return "{\"id\": \"%s\", \"jobId\": \"%s\"}".formatted(applicationId, job);
    }

    /** Waits for this number of failed declines of the job, and returns their ids. */
    private List<String> awaitParked(int count) {
        List<String> ids = new ArrayList<>();
        await().atMost(SETTLED).until(() -> {
            ids.clear();
            json(caller.get("/failed-declines?limit=100&jobId=" + job))
                    .get("failedDeclines")
                    .forEach(failed -> ids.add(failed.get("id").asText()));
            return ids.size() == count;
        });
        return ids;
    }

    private void awaitBooking(String status) {
        await().atMost(SETTLED).untilAsserted(() -> assertThat(
                        json(caller.readBooking(job)).get("bookingStatus").asText())
                .isEqualTo(status));
    }

    private void awaitTwoChecks() {
        int before = table.checks(job);
        await().atMost(SETTLED).until(() -> table.checks(job) > before + 1);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return new ObjectMapper().readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String title) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(answer).get("title").asText()).isEqualTo(title);
    }
}
