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
import io.github.nannybooking.testing.TestQueue;
import io.github.nannybooking.testing.TestTable;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Bookings from the POST to the last DECLINED. */
class BookingIT {

    private static final Marketplace MARKET = Marketplace.create();

    private static TestApp app;

    private final TestTable table = MARKET.table();
    private final TestQueue queue = MARKET.queue();
    private final String job = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        app = TestApp.start(
                MARKET.resources(), Map.of("booking.decline.batch-size", "10", "booking.decline.consumers", "2"));
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @Test
    void should_accept_one_decline_all_others_and_close_the_job() throws Exception {
        table.putJob("maria", job);
        table.putApplications(job, ids(20), Map.of());

        HttpResponse<String> answer = app.caller().book("maria", job, "a7");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.body())
                .isEqualTo(
                        "{\"jobId\":\"%s\",\"jobStatus\":\"CLOSED\",\"acceptedApplicationId\":\"a7\",\"declining\":19}"
                                .formatted(job));
        assertThat(table.jobStatus("maria", job)).isEqualTo("CLOSED");
        awaitDeclined(19);
        assertThat(table.applicationStatus(job, "a7")).isEqualTo("ACCEPTED");
    }

    @Test
    void should_answer_the_same_booking_again_and_queue_what_is_still_pending() throws Exception {
        table.putJob("maria", job);
        table.putApplications(job, ids(3), Map.of());
        app.caller().book("maria", job, "a1");
        awaitDeclined(2);
        table.putApplication(job, "late", "PENDING", Map.of());

        HttpResponse<String> again = app.caller().book("maria", job, "a1");

        assertThat(again.statusCode()).isEqualTo(200);
        JsonNode answer = new ObjectMapper().readTree(again.body());
        assertThat(answer.get("acceptedApplicationId").textValue()).isEqualTo("a1");
        assertThat(answer.get("declining").intValue()).isEqualTo(1);
        awaitDeclined(3);
    }

    @Test
    void should_keep_every_other_attribute_as_it_is() {
        Map<String, AttributeValue> more = Map.of(
                "letter", AttributeValue.fromS("odd: \u0001 \ufffe \uffff"),
                "digits", AttributeValue.fromN("12345678901234567890123456789012345678"),
                "photo", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {0, 1, -1})),
                "languages", AttributeValue.fromSs(List.of("en", "pt")),
                "ages", AttributeValue.fromNs(List.of("1", "2.5")),
                "nested",
                        AttributeValue.fromM(
                                Map.of("list", AttributeValue.fromL(List.of(AttributeValue.fromNul(true))))));
        table.putJob("maria", job);
        table.putApplication(job, "a1", "PENDING", Map.of());
        table.putApplication(job, "a2", "PENDING", more);

        app.caller().book("maria", job, "a1");

        awaitDeclined(1);
        assertThat(table.application(job, "a2")).containsAllEntriesOf(more);
    }

    @Test
    void should_decline_a_thousand_applicants_with_items_of_4_kb() {
        table.putJob("maria", job);
        table.putApplications(job, ids(1000), Map.of("letter", AttributeValue.fromS("x".repeat(4_096))));

        HttpResponse<String> answer = app.caller().book("maria", job, "a500");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"declining\":999");
        awaitDeclined(999);
        assertThat(table.applicationStatus(job, "a500")).isEqualTo("ACCEPTED");
    }

    @Test
    @NeedsIsolatedWrites
    void should_let_exactly_one_of_20_concurrent_bookings_win() throws Exception {
        table.putJob("maria", job);
        table.putApplications(job, ids(20), Map.of());

        List<Integer> answers = bookAllAtOnce(ids(20));

        assertThat(answers.stream().collect(groupingBy(status -> status, counting())))
                .isEqualTo(Map.of(200, 1L, 409, 19L));
        awaitDeclined(19);
    }

    @Test
    @NeedsIsolatedWrites
    void should_answer_20_concurrent_requests_for_the_same_booking_alike() throws Exception {
        table.putJob("maria", job);
        table.putApplications(job, ids(3), Map.of());

        List<Integer> answers = bookAllAtOnce(Collections.nCopies(20, "a1"));

        assertThat(answers).hasSize(20).containsOnly(200);
        awaitDeclined(2);
    }

    /** Sends a booking for each of the applications, all at the same time; the statuses of their answers. */
    private List<Integer> bookAllAtOnce(List<String> applicationIds) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(applicationIds.size());
        List<Callable<Integer>> bookings = applicationIds.stream()
                .map(id -> (Callable<Integer>)
                        () -> app.caller().book("maria", job, id).statusCode())
                .toList();
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> answer : callers.invokeAll(bookings)) {
            statuses.add(answer.get());
        }
        callers.shutdown();
        return statuses;
    }

    @Test
    void should_refuse_a_job_of_another_user() {
        table.putJob("maria", job);
        table.putApplications(job, ids(2), Map.of());

        assertRefused(app.caller().book("joao", job, "a0"), 403, "Not your job");

        assertNothingChanged();
    }

    @Test
    void should_refuse_a_job_that_does_not_exist() {
        assertRefused(app.caller().book("maria", job, "a0"), 404, "No such job");
    }

    @Test
    void should_refuse_an_application_that_the_job_does_not_have() {
        table.putJob("maria", job);
        table.putApplications(job, ids(2), Map.of());

        assertRefused(app.caller().book("maria", job, "a9"), 404, "No such application");

        assertNothingChanged();
        assertThat(table.application(job, "a9")).isEmpty();
    }

    @Test
    void should_refuse_a_job_that_is_booked_with_another_application() {
        table.putJob("maria", job);
        table.putApplications(job, ids(2), Map.of());
        app.caller().book("maria", job, "a0");
        awaitDeclined(1);

        assertRefused(app.caller().book("maria", job, "a1"), 409, "Job already booked");

        assertThat(table.applicationStatus(job, "a1")).isEqualTo("DECLINED");
        assertThat(table.applicationStatus(job, "a0")).isEqualTo("ACCEPTED");
    }

    @Test
    void should_refuse_an_application_that_is_not_pending() {
        table.putJob("maria", job);
        table.putApplication(job, "a0", "DECLINED", Map.of());

        assertRefused(app.caller().book("maria", job, "a0"), 409, "Application not pending");

        assertThat(table.jobStatus("maria", job)).isEqualTo("OPEN");
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String title) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"title\":\"" + title + "\"", "\"status\":" + status);
    }

    private void assertNothingChanged() {
        assertThat(table.jobStatus("maria", job)).isEqualTo("OPEN");
        assertThat(table.applicationsByStatus(job)).isEqualTo(Map.of("PENDING", 2L));
    }

    /** In the end exactly one is ACCEPTED, so many DECLINED, no other; the queue runs empty and no dead letter is made. */
    private void awaitDeclined(long declined) {
        await().atMost(Duration.ofMinutes(5)).untilAsserted(() -> assertThat(table.applicationsByStatus(job))
                .isEqualTo(Map.of("ACCEPTED", 1L, "DECLINED", declined)));
        await().atMost(Duration.ofMinutes(1)).until(() -> queue.size() == 0);
        assertThat(MARKET.failedDeclines()).isZero();
    }

    private static List<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(i -> "a" + i).toList();
    }
}
