package io.github.nannybooking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.testing.Marketplace;
import io.github.nannybooking.testing.TestApp;
import io.github.nannybooking.testing.TestAws;
import io.github.nannybooking.testing.TestTable;
import io.github.nannybooking.testing.faults.Fault;
import io.github.nannybooking.testing.faults.FaultProxy;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Bookings while something goes wrong on the way to AWS: what was answered holds, and no decline is lost. */
class FaultsIT {

    private static final Duration BUDGET = Duration.ofSeconds(3);
    private static final Duration ATTEMPT = Duration.ofMillis(500);
    private static final Duration LONGER_THAN_AN_ATTEMPT = Duration.ofSeconds(1);
    private static final TestAws AWS = TestAws.shared();
    private static final Marketplace MARKET = Marketplace.create();

    private static final FaultProxy toDynamoDb = new FaultProxy(AWS.dynamoDbEndpoint()).open();
    private static final FaultProxy toSqs = new FaultProxy(AWS.sqsEndpoint()).open();
    private static TestApp app;

    private final TestTable table = MARKET.table();
    private final String job = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        app = start(ATTEMPT);
    }

    private static TestApp start(Duration attempt) {
        return TestApp.start(
                MARKET.resources(),
                Map.of(
                        "booking.aws.attempt-timeout", String.valueOf(attempt.toMillis()),
                        "booking.aws.budget", String.valueOf(BUDGET.toMillis()),
                        "booking.decline.batch-size", "4",
                        "booking.parking.batch-size", "4",
                        "booking.decline.visibility-timeout", String.valueOf(4 * attempt.toSeconds() + 4),
                        "booking.decline.pause", "1",
                        "booking.decline.retry-delay", "1",
                        "booking.reconcile.interval", "1",
                        "booking.reconcile.first-check", "1",
                        "booking.reconcile.max-delay", "2"),
                toDynamoDb.endpoint(),
                toSqs.endpoint());
    }

    @AfterAll
    static void stop() {
        app.close();
        toDynamoDb.close();
        toSqs.close();
    }

    @AfterEach
    void heal() {
        toDynamoDb.heal();
        toDynamoDb.delayBy(LONGER_THAN_AN_ATTEMPT);
        toSqs.heal();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "REFUSE_HALF")
    void should_book_when_the_transaction_fails_once(Fault fault) throws Exception {
        putJob(3);
        toDynamoDb.inject(fault, "TransactWriteItems", 1);

        assertBooked(book("a0"), 2);

        awaitDeclined(2);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"REFUSE_HALF", "CONFLICT", "IN_PROGRESS"})
    void should_book_when_the_query_fails_once(Fault fault) throws Exception {
        putJob(3);
        toDynamoDb.inject(fault, "Query", 1);

        assertBooked(book("a0"), 2);

        awaitDeclined(2);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"REFUSE_HALF"})
    void should_know_a_booking_again_when_its_repetition_fails_once(Fault fault) throws Exception {
        putJob(1);
        book("a0");
        toDynamoDb.inject(fault, "TransactWriteItems", 1);

        assertBooked(book("a0"), 0);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"CONFLICT", "IN_PROGRESS"})
    void should_send_every_decline_when_a_batch_fails_once(Fault fault) throws Exception {
        putJob(15);
        toSqs.inject(fault, "SendMessageBatch", 1);

        assertBooked(book("a0"), 14);

        awaitDeclined(14);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"REFUSE_HALF", "IN_PROGRESS"})
    void should_decline_all_others_when_an_update_fails_in_all_attempts(Fault fault) throws Exception {
        putJob(4);
        toDynamoDb.inject(fault, "UpdateItem", 5);

        assertBooked(book("a0"), 3);

        awaitDeclined(3);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"CONFLICT", "IN_PROGRESS"})
    void should_acknowledge_every_decline_when_acknowledging_fails_through_all_attempts(Fault fault) throws Exception {
        putJob(8);
        toSqs.inject(fault, "DeleteMessageBatch", 5);

        assertBooked(book("a0"), 7);

        awaitDeclined(7);
        await().atMost(Duration.ofMinutes(1)).until(() -> MARKET.queue().size() == 0);
        assertThat(toSqs.requests("DeleteMessage")).isZero();
    }

    @Test
    void should_answer_503_when_the_answer_of_the_transaction_is_lost_and_know_the_booking_later() throws Exception {
        putJob(3);
        toDynamoDb.failAll(Fault.LOSE_ANSWER, "TransactWriteItems");
        assertUnavailable(book("a0"));
        toDynamoDb.heal();

        assertThat(book("a1").statusCode()).isEqualTo(409);
        assertBooked(book("a0"));

        awaitCompleted(2);
    }

    @Test
    void should_decline_all_others_after_a_lost_answer_without_another_request() {
        putJob(3);
        toDynamoDb.failAll(Fault.LOSE_ANSWER, "TransactWriteItems");
        assertUnavailable(book("a0"));

        toDynamoDb.heal();

        awaitCompleted(2);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {"THROTTLE", "REFUSE", "UNAVAILABLE", "RESET", "CONFLICT"})
    void should_answer_503_when_dynamo_db_fails_through_all_attempts(Fault fault) {
        putJob(2);
        toDynamoDb.failAll(fault, "TransactWriteItems");

        assertUnavailable(book("a0"));

        assertThat(table.jobStatus("maria", job)).isEqualTo("OPEN");
        assertThat(table.applicationsByStatus(job)).isEqualTo(Map.of("PENDING", 2L));
    }

    @Test
    void should_answer_503_within_the_budget_when_dynamo_db_never_answers() {
        putJob(2);
        toDynamoDb.delayBy(Duration.ofSeconds(30));
        toDynamoDb.failAll(Fault.DELAY);
        Instant start = Instant.now();

        assertUnavailable(book("a0"));

        assertThat(Duration.between(start, Instant.now())).isLessThan(BUDGET.plusSeconds(2));
    }

    @Test
    void should_answer_503_when_all_requests_together_take_longer_than_the_budget() {
        putJob(2);
        Duration delay = BUDGET.multipliedBy(6).dividedBy(10);
        toDynamoDb.delayBy(delay);
        toDynamoDb.failAll(Fault.DELAY, "Query", "TransactWriteItems");
        try (TestApp patient = start(delay.plusMillis(200))) {
            assertUnavailable(patient.caller().book("maria", job, "a0"));
            toDynamoDb.heal();
        }

        assertThat(table.applicationStatus(job, "a0")).as("but it is booked").isEqualTo("ACCEPTED");
        awaitCompleted(1);
    }

    @Test
    void should_answer_200_within_the_budget_when_sqs_never_answers() throws Exception {
        putJob(50);
        toSqs.delayBy(Duration.ofSeconds(30));
        toSqs.failAll(Fault.DELAY, "SendMessageBatch");
        Instant start = Instant.now();

        assertBooked(book("a0"), 49);

        assertThat(Duration.between(start, Instant.now())).isLessThan(BUDGET.plusSeconds(2));
        toSqs.delayBy(LONGER_THAN_AN_ATTEMPT);
        toSqs.heal();
        awaitCompleted(49);
    }

    @Test
    void should_answer_200_while_sqs_is_down_and_decline_when_it_is_up_again() throws Exception {
        putJob(12);
        toSqs.shut();
        try {
            assertBooked(book("a0"), 11);

            JsonNode booking =
                    new ObjectMapper().readTree(app.caller().readBooking(job).body());
            assertThat(booking.get("bookingStatus").asText()).isEqualTo("DECLINING");
            assertThat(booking.get("applications")).hasToString("{\"pending\":11,\"declined\":0,\"failed\":0}");
            assertThat(booking.has("completedOn")).isFalse();
        } finally {
            toSqs.open();
        }

        awaitCompleted(11);
    }

    @Test
    void should_decline_all_others_when_sqs_refuses_half_of_each_batch() throws Exception {
        putJob(40);
        toSqs.failAll(Fault.REFUSE_HALF, "SendMessageBatch");

        assertBooked(book("a0"), 39);

        toSqs.heal();
        awaitCompleted(39);
    }

    private void putJob(int applications) {
        table.putJob("maria", job);
        table.putApplications(
                job, IntStream.range(0, applications).mapToObj(i -> "a" + i).toList(), Map.of());
    }

    private HttpResponse<String> book(String applicationId) {
        return app.caller().book("maria", job, applicationId);
    }

    private void assertBooked(HttpResponse<String> answer, int declining) throws Exception {
        assertBooked(answer);
        assertThat(new ObjectMapper().readTree(answer.body()).get("declining").intValue())
                .isEqualTo(declining);
    }

    private void assertBooked(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(table.jobStatus("maria", job)).isEqualTo("CLOSED");
        assertThat(table.applicationStatus(job, "a0")).isEqualTo("ACCEPTED");
    }

    private static void assertUnavailable(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    private void awaitDeclined(long declined) {
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(table.applicationsByStatus(job))
                .isEqualTo(Map.of("ACCEPTED", 1L, "DECLINED", declined)));
        assertThat(MARKET.failedDeclines()).isZero();
    }

    private void awaitCompleted(long declined) {
        awaitDeclined(declined);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(app.caller().readBooking(job).body())
                        .contains(
                                "\"bookingStatus\":\"COMPLETED\"",
                                "{\"pending\":0,\"declined\":%d,\"failed\":0}".formatted(declined)));
    }
}
