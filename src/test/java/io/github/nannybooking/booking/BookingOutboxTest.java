package io.github.nannybooking.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.table.BookingKey;
import io.github.nannybooking.table.BookingStatus;
import io.github.nannybooking.table.Table;
import io.github.nannybooking.testing.ScriptedAws;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class BookingOutboxTest {

    private static final String DUE = "2026-12-05T17:29:00Z";
    private static final BookingRecord RECORD = new BookingRecord(
            new BookingRequest("maria", "j1", "a1"),
            1796491800,
            BookingStatus.DECLINING,
            null,
            2,
            1,
            DUE,
            Set.of("a7"),
            false,
            null);

    private final ScriptedAws aws = new ScriptedAws();
    private final DynamoDbClient dynamoDb = aws.dynamoDb(1);
    private final BookingOutbox outbox = new BookingOutbox(
            new Table(dynamoDb, "babysitter"),
            new CheckSchedule(
                    Clock.fixed(Instant.parse("2026-12-05T17:30:00Z"), ZoneOffset.UTC),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(900)));

    BookingOutboxTest() throws IOException {}

    @AfterEach
    void stop() {
        dynamoDb.close();
        aws.close();
    }

    @Test
    void should_find_due_bookings_with_a_query_of_one_shard() throws Exception {
        aws.thenAnswer("{\"Items\": [%s]}".formatted(item("2", DUE)));

        assertThat(outbox.findDue("DECLINING#5")).containsExactly(RECORD);

        assertThat(aws.operations()).containsExactly("Query");
        JsonNode query = request();
        assertThat(query.get("IndexName").asText()).isEqualTo("jobApplications");
        assertThat(query.get("KeyConditionExpression").asText()).isEqualTo("GSI1PK = :shard AND GSI1SK <= :now");
        assertThat(query.at("/ExpressionAttributeValues/:shard/S").asText()).isEqualTo("DECLINING#5");
        assertThat(query.at("/ExpressionAttributeValues/:now/S").asText()).isEqualTo("2026-12-05T17:30:00Z");
    }

    @Test
    void should_skip_an_invalid_record() {
        aws.thenAnswer("{\"Items\": [{\"PK\": {\"S\": \"BOOKING#j9\"}}, %s]}".formatted(item("2", DUE)));

        assertThat(outbox.findDue("DECLINING#5")).containsExactly(RECORD);
    }

    @Test
    void should_skip_a_record_of_another_job_than_its_key_names() {
        String strange = item("2", DUE).replace("BOOKING#j1", "BOOKING#j2");
        aws.thenAnswer("{\"Items\": [%s, %s]}".formatted(strange, item("2", DUE)));

        assertThat(outbox.findDue("DECLINING#5")).containsExactly(RECORD);
    }

    @Test
    void should_not_claim_a_record_that_has_become_unreadable() {
        aws.thenAnswer("{\"Attributes\": %s}".formatted(item("2147483648", DUE)));

        assertThat(outbox.claim(RECORD)).isNull();
    }

    @Test
    void should_ignore_a_correlation_id_that_sqs_would_not_accept() {
        aws.thenAnswer("{\"Items\": [%s]}"
                .formatted(item("2", DUE).replaceFirst("^\\{", "{\"correlationId\": {\"S\": \"\"}, ")));

        assertThat(outbox.findDue("DECLINING#5")).containsExactly(RECORD);
    }

    @Test
    void should_find_a_due_booking_behind_a_page_of_invalid_records() {
        String invalid = "{\"PK\": {\"S\": \"BOOKING#j9\"}}";
        aws.thenAnswer("{\"Items\": [%s], \"LastEvaluatedKey\": %s}"
                .formatted(String.join(", ", Collections.nCopies(100, invalid)), invalid));
        aws.thenAnswer("{\"Items\": [%s]}".formatted(item("2", DUE)));

        assertThat(outbox.findDue("DECLINING#5")).containsExactly(RECORD);
    }

    @Test
    void should_read_one_page_when_more_bookings_are_due_than_a_round_checks() {
        aws.thenAnswer("{\"Items\": [%s], \"LastEvaluatedKey\": {\"PK\": {\"S\": \"BOOKING#j1\"}}}"
                .formatted(String.join(", ", Collections.nCopies(100, item("2", DUE)))));

        assertThat(outbox.findDue("DECLINING#5")).hasSize(100);
        assertThat(aws.operations()).containsExactly("Query");
    }

    @Test
    void should_visit_every_shard_in_random_order() {
        assertThat(outbox.shards()).containsExactlyInAnyOrderElementsOf(BookingKey.shards());
        assertThat(IntStream.range(0, 200).mapToObj(i -> outbox.shards().get(0)))
                .containsAll(BookingKey.shards());
    }

    @Test
    void should_claim_a_booking_by_postponing_the_check_that_was_read() throws Exception {
        aws.thenAnswer("{\"Attributes\": %s}".formatted(item("3", "2026-12-05T17:30:30Z")));

        BookingRecord claimed = outbox.claim(RECORD);

        assertThat(claimed.checks()).isEqualTo(3);
        assertThat(claimed.nextCheck()).isEqualTo("2026-12-05T17:30:30Z");
        JsonNode update = request();
        assertThat(update.get("TableName").asText()).isEqualTo("babysitter");
        assertThat(update.at("/Key/PK/S").asText()).isEqualTo("BOOKING#j1");
        assertThat(update.at("/Key/SK/S").asText()).isEqualTo("BOOKING#j1");
        assertThat(update.get("ConditionExpression").asText()).isEqualTo("GSI1SK = :seen AND checks = :checks");
        assertThat(update.at("/ExpressionAttributeValues/:seen/S").asText()).isEqualTo(DUE);
        assertThat(update.at("/ExpressionAttributeValues/:checks/N").asText()).isEqualTo("2");
        assertThat(update.at("/ExpressionAttributeValues/:next/S").asText())
                .as("soon, as the check may fail")
                .isEqualTo("2026-12-05T17:30:30Z");
    }

    @Test
    void should_double_the_time_to_the_next_check_when_a_check_ends() throws Exception {
        aws.thenAnswer("{\"Attributes\": %s}".formatted(item("2", DUE)));

        outbox.postpone(RECORD);

        JsonNode update = request();
        assertThat(update.get("ConditionExpression").asText()).isEqualTo("GSI1SK = :seen AND checks = :checks");
        assertThat(update.get("UpdateExpression").asText()).isEqualTo("ADD postponed :one SET GSI1SK = :next");
        assertThat(update.at("/ExpressionAttributeValues/:next/S").asText())
                .as("30 s doubled once")
                .isEqualTo("2026-12-05T17:31:00Z");
    }

    @Test
    void should_postpone_the_next_check_while_the_notice_is_due() {
        aws.thenFail(400, "ConditionalCheckFailedException");
        aws.thenAnswer("{\"Attributes\": %s}".formatted(item("2", DUE)));

        outbox.complete(withNoticeDue(RECORD));

        assertThat(aws.operations()).containsExactly("UpdateItem", "UpdateItem");
    }

    private static BookingRecord withNoticeDue(BookingRecord record) {
        return new BookingRecord(
                record.request(),
                record.bookedOn(),
                record.status(),
                null,
                record.checks(),
                record.postponed(),
                record.nextCheck(),
                record.failed(),
                true,
                null);
    }

    @Test
    void should_not_claim_a_booking_that_another_instance_has() {
        aws.thenFail(400, "ConditionalCheckFailedException");

        assertThat(outbox.claim(RECORD)).isNull();
    }

    @Test
    void should_fail_when_it_is_unknown_whether_the_booking_was_claimed() {
        aws.thenFail(500, "InternalServerError");

        assertThatExceptionOfType(DynamoDbException.class).isThrownBy(() -> outbox.claim(RECORD));
    }

    @Test
    void should_complete_a_booking_and_remove_it_from_the_index() throws Exception {
        aws.thenAnswer("{\"Attributes\": %s}".formatted(item("2", DUE)));

        outbox.complete(RECORD);

        JsonNode update = request();
        assertThat(update.get("ConditionExpression").asText())
                .isEqualTo("GSI1SK = :seen AND checks = :checks AND attribute_not_exists(acceptedNotice)");
        assertThat(update.at("/ExpressionAttributeValues/:seen/S").asText()).isEqualTo(DUE);
        assertThat(update.at("/ExpressionAttributeValues/:checks/N").asText()).isEqualTo("2");
        assertThat(update.get("UpdateExpression").asText())
                .isEqualTo(
                        "SET bookingStatus = :completed, completedOn = :now REMOVE GSI1PK, GSI1SK, failedApplicationIds");
        assertThat(update.at("/ExpressionAttributeValues/:completed/S").asText())
                .isEqualTo("COMPLETED");
        assertThat(update.at("/ExpressionAttributeValues/:now/N").asText()).isEqualTo("1796491800");
    }

    @Test
    void should_postpone_the_next_check_when_a_booking_already_needs_attention() throws Exception {
        aws.thenAnswer("{\"Attributes\": %s}".formatted(item("2", DUE)));
        BookingRecord noted = new BookingRecord(
                RECORD.request(),
                RECORD.bookedOn(),
                BookingStatus.NEEDS_ATTENTION,
                null,
                RECORD.checks(),
                RECORD.postponed(),
                RECORD.nextCheck(),
                Set.of("a2"),
                false,
                null);

        outbox.markNeedsAttention(noted);

        assertThat(request().get("UpdateExpression").asText()).isEqualTo("ADD postponed :one SET GSI1SK = :next");
    }

    @Test
    void should_keep_a_booking_in_the_index_when_only_failed_declines_are_left() throws Exception {
        aws.thenAnswer("{\"Attributes\": %s}".formatted(item("2", DUE)));

        outbox.markNeedsAttention(RECORD);

        JsonNode update = request();
        assertThat(update.get("ConditionExpression").asText()).isEqualTo("GSI1SK = :seen AND checks = :checks");
        assertThat(update.get("UpdateExpression").asText())
                .isEqualTo("ADD postponed :one SET GSI1SK = :next, bookingStatus = :attention");
        assertThat(update.at("/ExpressionAttributeValues/:attention/S").asText())
                .isEqualTo("NEEDS_ATTENTION");
    }

    @Test
    void should_not_complete_a_booking_that_was_changed_meanwhile() {
        aws.thenFail(400, "ConditionalCheckFailedException");

        outbox.complete(RECORD);

        assertThat(aws.operations()).containsExactly("UpdateItem");
    }

    @Test
    void should_record_that_the_applicant_was_notified_whatever_else_changed_in_the_booking() throws Exception {
        aws.thenAnswer("{}");

        outbox.markNotified(RECORD);

        JsonNode update = request();
        assertThat(update.at("/Key/PK/S").asText()).isEqualTo("BOOKING#j1");
        assertThat(update.get("UpdateExpression").asText()).isEqualTo("REMOVE acceptedNotice");
        assertThat(update.get("ConditionExpression").asText()).isEqualTo("attribute_exists(PK)");
    }

    @Test
    void should_not_recreate_a_deleted_record() {
        aws.thenFail(400, "ConditionalCheckFailedException");

        outbox.markNotified(RECORD);

        assertThat(aws.operations()).containsExactly("UpdateItem");
    }

    private JsonNode request() throws IOException {
        return new ObjectMapper().readTree(aws.requests().get(0).body());
    }

    private static String item(String checks, String nextCheck) {
        return """
                {"PK": {"S": "BOOKING#j1"}, "SK": {"S": "BOOKING#j1"},
                 "GSI1PK": {"S": "DECLINING#5"}, "GSI1SK": {"S": "%s"}, "checks": {"N": "%s"}, "postponed": {"N": "1"},
                 "jobId": {"S": "j1"}, "username": {"S": "maria"}, "acceptedApplicationId": {"S": "a1"},
                 "bookedOn": {"N": "1796491800"}, "bookingStatus": {"S": "DECLINING"},
                 "failedApplicationIds": {"SS": ["a7"]}}""".formatted(nextCheck, checks);
    }
}
