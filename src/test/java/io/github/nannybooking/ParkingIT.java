package io.github.nannybooking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.testing.Marketplace;
import io.github.nannybooking.testing.TestApp;
import io.github.nannybooking.testing.TestAws;
import io.github.nannybooking.testing.TestQueue;
import io.github.nannybooking.testing.TestTable;
import io.github.nannybooking.testing.faults.Fault;
import io.github.nannybooking.testing.faults.FaultProxy;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Tests dead letters from their queue to the table, and how a booking refers to them. */
@Execution(ExecutionMode.CONCURRENT)
class ParkingIT {

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
                        "booking.reconcile.first-check", "3",
                        "booking.reconcile.max-delay", "3"));
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @Test
    void should_park_all_attributes_of_a_dead_letter() {
        table.putApplication(job, "accepted", "ACCEPTED", Map.of());
        long before = Instant.now().getEpochSecond();
        String message = message("accepted");

        queue.send(List.of(message), Map.of());

        Map<String, AttributeValue> parked = awaitParked(message);
        assertThat(parked.get("jobId").s()).isEqualTo(job);
        assertThat(parked.get("applicationId").s()).isEqualTo("accepted");
        assertThat(parked.get("reason").s()).isEqualTo("the application is ACCEPTED");
        assertThat(parked.get("exception").s()).isEqualTo("io.github.nannybooking.decline.UndeclinableException");
        assertThat(parked.get("attempts").n()).isEqualTo("1");
        assertThat(parked.get("originalMessageId").s()).isNotBlank();
        assertThat(Long.parseLong(parked.get("firstFailedOn").n()))
                .isBetween(before, Instant.now().getEpochSecond());
        assertThat(parked.get("lastFailedOn")).isEqualTo(parked.get("firstFailedOn"));
        await().untilAsserted(() -> assertThat(deadLetters.size()).isZero());
    }

    @ParameterizedTest
    @ValueSource(strings = {"poison", "\u00e9\u4e2d\ud83d\ude00", "{\"id\": 5}", " "})
    void should_park_a_dead_letter_without_an_application(String body) {
        String message = body + job;

        queue.send(List.of(message), Map.of());

        assertThat(awaitParked(message)).doesNotContainKeys("jobId", "applicationId", "GSI2PK", "GSI2SK");
    }

    @Test
    void should_park_the_largest_message_that_the_item_keeps() {
        String message = "\u00e9".repeat(32_768 - job.length()) + job + job;

        queue.send(List.of(message), Map.of());

        assertThat(awaitParked(message).get("reason").s()).isEqualTo("the message is not well-formed JSON");
    }

    @Test
    void should_park_a_dead_letter_that_sqs_moved() {
        String message = message("moved");

        deadLetters.send(List.of(message), Map.of());

        Map<String, AttributeValue> parked = awaitParked(message);
        assertThat(parked.get("reason").s()).startsWith("SQS moved it");
        assertThat(parked).doesNotContainKeys("exception", "attempts").containsKeys("lastFailedOn", "jobId");
        assertThat(parked.get("originalMessageId").s()).isNotBlank();
    }

    @Test
    void should_park_a_dead_letter_and_ignore_its_unknown_attributes() {
        String message = message("strange");

        deadLetters.send(
                List.of(message),
                Map.of(
                        "attempts", "many",
                        "failedOn", "tomorrow",
                        "CamelAwsSqsReceiptHandle", "forged",
                        "CamelAwsSqsMessageId", "forged"));

        assertThat(awaitParked(message).get("originalMessageId").s()).isNotEqualTo("forged");
        await().untilAsserted(() -> assertThat(deadLetters.size()).isZero());
    }

    @Test
    void should_park_the_same_decline_once_with_its_newest_failure() {
        String message = message("again");

        deadLetters.send(List.of(message), failure("first", 1_795_000_100));
        awaitReason(message, "first");
        deadLetters.send(List.of(message), failure("newer", 1_795_000_200));
        awaitReason(message, "newer");
        deadLetters.send(List.of(message), failure("older", 1_795_000_150));
        await().untilAsserted(() -> assertThat(deadLetters.size()).isZero());

        assertThat(parked(message)).singleElement().satisfies(failed -> {
            assertThat(failed.get("reason").s()).isEqualTo("newer");
            assertThat(failed.get("firstFailedOn").n()).isEqualTo("1795000100");
            assertThat(failed.get("lastFailedOn").n()).isEqualTo("1795000200");
            assertThat(failed.get("GSI1SK").s()).startsWith("2026-11-18T");
            assertThat(failed.get("GSI2SK")).isEqualTo(failed.get("GSI1SK"));
        });
    }

    @Test
    void should_park_a_dead_letter_that_the_booking_record_can_not_note() {
        table.putApplication(job, "unnoted", "PENDING", Map.of());
        AttributeValue key = AttributeValue.fromS("BOOKING#" + job);
        Map<String, AttributeValue> spoiltRecord =
                Map.of("PK", key, "SK", key, "failedApplicationIds", AttributeValue.fromS("no set"));
        TestAws.shared()
                .dynamoDb()
                .putItem(put -> put.tableName(MARKET.resources().table()).item(spoiltRecord));

        deadLetters.send(List.of(message("unnoted")), Map.of());

        awaitParked(message("unnoted"));
    }

    @Test
    void should_not_park_a_decline_when_the_application_has_been_declined_meanwhile() {
        table.putApplication(job, "declined", "DECLINED", Map.of());

        deadLetters.send(List.of(message("declined")), Map.of());

        await().untilAsserted(() -> assertThat(deadLetters.size()).isZero());
        assertThat(parked(message("declined"))).isEmpty();
    }

    @Test
    void should_not_send_a_parked_decline_again() throws Exception {
        table.putJob("maria", job);
        table.putApplications(job, List.of("a1", "a2"), Map.of());
        app.caller().book("maria", job, "a1");
        table.putApplication(job, "failed", "PENDING", Map.of());
        deadLetters.send(List.of(message("failed")), Map.of());

        awaitParked(message("failed"));
        assertThat(booking().get("bookingStatus").asText()).isEqualTo("NEEDS_ATTENTION");
        int before = table.checks(job);
        await().atMost(Duration.ofSeconds(30)).until(() -> table.checks(job) > before + 1);

        assertThat(booking().get("bookingStatus").asText()).isEqualTo("NEEDS_ATTENTION");
        assertThat(booking().get("applications")).hasToString("{\"pending\":0,\"declined\":1,\"failed\":1}");
        assertThat(table.applicationStatus(job, "failed")).isEqualTo("PENDING");
    }

    @Test
    void should_leave_dead_letters_in_their_queue_when_parking_is_disabled() throws Exception {
        Marketplace market = Marketplace.create();
        try (TestApp off = TestApp.start(market.resources(), Map.of("booking.parking.enabled", "false"))) {
            market.queue().send(List.of("poison"), Map.of());

            await().until(() -> market.deadLetters().size() == 1);
            await().until(() -> market.queue().size() == 0);
        }
        assertThat(market.deadLetters().takeAll()).hasSize(1);
        assertThat(market.table().failedDeclines()).isEmpty();
    }

    /** SQS deletes an unparked dead letter in the end, so the failure of its decline must not be final. */
    @Test
    void should_send_a_decline_again_whose_dead_letter_is_not_parked() throws Exception {
        Marketplace market = Marketplace.create();
        market.table().putJob("maria", job);
        market.table().putApplications(job, List.of("a1", "a2"), Map.of());
        Map<String, String> settings = Map.of(
                "booking.parking.enabled", "false",
                "booking.aws.attempts", "1",
                "booking.decline.attempts", "1",
                "booking.reconcile.interval", "1",
                "booking.reconcile.first-check", "2",
                "booking.reconcile.max-delay", "2");
        try (FaultProxy toDynamoDb = new FaultProxy(TestAws.shared().dynamoDbEndpoint()).open();
                TestApp off = TestApp.start(
                        market.resources(),
                        settings,
                        toDynamoDb.endpoint(),
                        TestAws.shared().sqsEndpoint())) {
            off.stopRoute("decline-applications");
            // otherwise its own UpdateItem would get the fault that is meant for the decline
            off.stopRoute("reconcile-bookings");
            off.caller().book("maria", job, "a1");
            await().until(() -> !market.table().booking(job).containsKey("acceptedNotice"));
            toDynamoDb.inject(Fault.UNAVAILABLE, "UpdateItem", 1);
            off.startRoute("decline-applications");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> market.deadLetters().size() == 1);
            assertThat(market.table().applicationStatus(job, "a2")).isEqualTo("PENDING");

            off.startRoute("reconcile-bookings");

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> bookingStatus(market).equals("COMPLETED"));
            assertThat(market.table().applicationStatus(job, "a2")).isEqualTo("DECLINED");
            assertThat(market.deadLetters().size()).isEqualTo(1);
        }
    }

    private String bookingStatus(Marketplace market) {
        return market.table().booking(job).get("bookingStatus").s();
    }

    private String message(String applicationId) {
        return "{\"id\": \"%s\", \"jobId\": \"%s\"}".formatted(applicationId, job);
    }

    private static Map<String, String> failure(String reason, long failedOn) {
        return Map.of("reason", reason, "failedOn", String.valueOf(failedOn));
    }

    private List<Map<String, AttributeValue>> parked(String message) {
        return table.failedDeclines().stream()
                .filter(item -> message.equals(item.get("body").s()))
                .toList();
    }

    private Map<String, AttributeValue> awaitParked(String message) {
        await().untilAsserted(() -> assertThat(parked(message)).hasSize(1));
        return parked(message).get(0);
    }

    private void awaitReason(String message, String reason) {
        await().until(() -> !parked(message).isEmpty()
                && reason.equals(parked(message).get(0).get("reason").s()));
    }

    private JsonNode booking() throws Exception {
        return new ObjectMapper().readTree(app.caller().readBooking(job).body());
    }
}
