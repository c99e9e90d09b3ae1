package io.github.nannybooking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.testing.Marketplace;
import io.github.nannybooking.testing.TestApp;
import io.github.nannybooking.testing.TestQueue;
import io.github.nannybooking.testing.TestTable;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the reconciler repairs after a booking, and what the record then says. */
@Execution(ExecutionMode.CONCURRENT)
class ReconcileIT {

    private static final Marketplace MARKET = Marketplace.create();

    private static TestApp app;

    private final TestTable table = MARKET.table();
    private final TestQueue queue = MARKET.queue();
    private final TestQueue deadLetters = MARKET.deadLetters();
    private final String job = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        app = TestApp.start(
                MARKET.resources(),
                Map.of(
                        "booking.reconcile.interval", "1",
                        "booking.reconcile.first-check", "5",
                        "booking.reconcile.max-delay", "5"));
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @Test
    void should_report_where_a_booking_stands_until_it_is_completed() throws Exception {
        long before = Instant.now().getEpochSecond();
        putJobOfThree();
        app.caller().book("maria", job, "a1");

        assertThat(booking().get("bookingStatus").asText()).isEqualTo("DECLINING");
        assertThat(booking().get("jobId").asText()).isEqualTo(job);
        assertThat(booking().get("acceptedApplicationId").asText()).isEqualTo("a1");
        assertThat(booking().get("bookedOn").asLong())
                .isBetween(before, Instant.now().getEpochSecond());
        assertThat(booking().has("completedOn")).isFalse();

        await().untilAsserted(() ->
                assertThat(booking().get("applications")).hasToString("{\"pending\":0,\"declined\":2,\"failed\":0}"));
        awaitCompleted();
        assertThat(booking().get("completedOn").asLong())
                .isBetween(booking().get("bookedOn").asLong() + 5, Instant.now().getEpochSecond());
        assertThat(table.booking(job)).doesNotContainKeys("GSI1PK", "GSI1SK");
    }

    @Test
    void should_answer_404_when_the_job_has_no_booking() {
        table.putJob("maria", job);

        HttpResponse<String> answer = app.caller().readBooking(job);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"title\":\"No such booking\"");
    }

    @Test
    void should_answer_400_to_a_path_that_names_no_job() {
        assertThat(app.caller().readBooking("a%23b").statusCode()).isEqualTo(400);
        assertThat(app.caller().readBooking("x".repeat(129)).statusCode()).isEqualTo(400);
    }

    @Test
    void should_decline_who_applied_after_the_booking_without_being_asked() {
        putJobOfThree();
        app.caller().book("maria", job, "a1");

        table.putApplication(job, "late", "PENDING", Map.of());

        awaitCompleted();
        assertThat(table.applicationsByStatus(job)).isEqualTo(Map.of("ACCEPTED", 1L, "DECLINED", 3L));
    }

    @Test
    void should_check_a_completed_booking_that_is_sent_again_with_a_pending_application() {
        putJobOfThree();
        app.caller().book("maria", job, "a1");
        awaitCompleted();
        table.putApplication(job, "late", "PENDING", Map.of());

        assertThat(app.caller().book("maria", job, "a1").body()).contains("\"declining\":1");

        assertThat(table.booking(job).get("bookingStatus").s()).isEqualTo("DECLINING");
        awaitCompleted();
        assertThat(table.applicationStatus(job, "late")).isEqualTo("DECLINED");
    }

    @Test
    void should_accept_over_a_job_that_was_booked_without_a_record() {
        table.putJob("maria", job, "CLOSED");
        table.putApplication(job, "a1", "ACCEPTED", Map.of());
        table.putApplication(job, "a2", "PENDING", Map.of());

        assertThat(app.caller().book("maria", job, "a2").statusCode()).isEqualTo(409);
        assertThat(app.caller().book("maria", job, "a1").body()).contains("\"declining\":1");

        awaitCompleted();
        assertThat(table.applicationStatus(job, "a2")).isEqualTo("DECLINED");
    }

    @Test
    void should_count_a_dead_letter_as_failed_and_not_send_it_again() throws Exception {
        putJobOfThree();
        app.caller().book("maria", job, "a1");
        table.putApplication(job, "failed", "PENDING", Map.of());
        deadLetters.sendDeclines(job, List.of("failed"));

        await().untilAsserted(() ->
                assertThat(booking().get("applications")).hasToString("{\"pending\":0,\"declined\":2,\"failed\":1}"));
        int before = table.checks(job);
        await().atMost(Duration.ofSeconds(30)).until(() -> table.checks(job) > before + 1);
        assertThat(table.applicationStatus(job, "failed")).isEqualTo("PENDING");
        assertThat(booking().get("bookingStatus").asText()).isEqualTo("NEEDS_ATTENTION");
    }

    @Test
    void should_complete_a_booking_whose_failed_decline_came_again_and_worked() throws Exception {
        putJobOfThree();
        app.caller().book("maria", job, "a1");
        table.putApplication(job, "failed", "PENDING", Map.of());
        deadLetters.sendDeclines(job, List.of("failed"));
        await().untilAsserted(() ->
                assertThat(booking().get("bookingStatus").asText()).isEqualTo("NEEDS_ATTENTION"));
        int before = table.checks(job);
        await().atMost(Duration.ofSeconds(30)).until(() -> table.checks(job) > before + 1);

        queue.sendDeclines(job, List.of("failed"));

        awaitCompleted();
        assertThat(table.applicationStatus(job, "failed")).isEqualTo("DECLINED");
    }

    @Test
    void should_decline_an_application_of_which_a_message_came_too_early() {
        putJobOfThree();
        app.caller().book("maria", job, "a1");
        queue.sendDeclines(job, List.of("early"));
        await().until(() -> table.failedDeclines().stream()
                .anyMatch(failed -> AttributeValue.fromS(job).equals(failed.get("jobId"))));

        table.putApplication(job, "early", "PENDING", Map.of());
        app.caller().book("maria", job, "a1");

        awaitCompleted();
        assertThat(table.applicationStatus(job, "early")).isEqualTo("DECLINED");
    }

    private void putJobOfThree() {
        table.putJob("maria", job);
        table.putApplications(job, List.of("a1", "a2", "a3"), Map.of());
    }

    private JsonNode booking() throws Exception {
        return new ObjectMapper().readTree(app.caller().readBooking(job).body());
    }

    private void awaitCompleted() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(booking().get("bookingStatus").asText()).isEqualTo("COMPLETED"));
    }
}
