package io.github.nannybooking.faileddecline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.booking.AlwaysDue;
import io.github.nannybooking.booking.BookingOutbox;
import io.github.nannybooking.table.Table;
import io.github.nannybooking.testing.ScriptedAws;
import java.io.IOException;
import java.time.Clock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class FailedDeclineListTest {

    private static final String ID = "9ddd9c83-a841-3594-a70c-950f3022f03c";
    private static final FailedDecline SEEN = new FailedDecline(
            ID, "j1", "a1", "unforeseen", null, null, 1_796_491_700, 1_796_491_800, "m1", "c1", "message");
    private static final FailedDecline NAMELESS = new FailedDecline(
            ID, null, null, "unforeseen", null, null, 1_796_491_700, 1_796_491_800, "m1", "c1", "message");

    private final ScriptedAws aws = new ScriptedAws();
    private final DynamoDbClient dynamoDb = aws.dynamoDb(1);
    private final Table table = new Table(dynamoDb, "babysitter");
    private final BookingOutbox bookings = AlwaysDue.outbox(table, Clock.systemUTC());
    private final FailedDeclines failedDeclines = new FailedDeclines(table, null, bookings, Clock.systemUTC());

    FailedDeclineListTest() throws IOException {}

    @AfterEach
    void stop() {
        dynamoDb.close();
        aws.close();
    }

    @Test
    void should_continue_after_the_previous_page() throws Exception {
        aws.thenAnswer(found(3, ""));
        FailedDeclinePage page = failedDeclines.list(FailedDeclineQuery.parse("limit=2"));
        aws.thenAnswer(found(1, ""));

        FailedDeclinePage last =
                failedDeclines.list(FailedDeclineQuery.parse("jobId=j1&limit=2&cursor=" + page.next()));

        assertThat(page.failedDeclines()).hasSize(2).allMatch(failed -> failed.body() == null);
        assertThat(last.next()).isNull();
        assertThat(request(0).get("IndexName").asText()).isEqualTo("jobApplications");
        assertThat(request(0).at("/ExpressionAttributeValues/:partition/S").asText())
                .isEqualTo("FAILED_DECLINE");
        assertThat(request(0).get("Limit").intValue()).isEqualTo(3);
        assertThat(request(0).get("ScanIndexForward").booleanValue()).isFalse();
        assertThat(request(1).get("IndexName").asText()).isEqualTo("jobsAppliedTo");
        assertThat(request(1).get("KeyConditionExpression").asText())
                .isEqualTo("GSI2PK = :partition AND GSI2SK < :position");
        assertThat(request(1).at("/ExpressionAttributeValues/:partition/S").asText())
                .isEqualTo("FAILED_DECLINE#JOB#j1");
        assertThat(request(1).at("/ExpressionAttributeValues/:position/S").asText())
                .isEqualTo(page.failedDeclines().get(1).position());
    }

    @Test
    void should_return_a_cursor_when_dynamo_db_ends_a_page_early() {
        aws.thenAnswer(found(1, ", \"LastEvaluatedKey\": {\"PK\": {\"S\": \"x\"}}"));

        assertThat(failedDeclines.list(FailedDeclineQuery.parse(null)).next()).isNotNull();
    }

    @Test
    void should_delete_a_failed_decline_and_schedule_a_check_of_its_booking_in_one_transaction() throws Exception {
        aws.thenAnswer("{}");

        assertThat(failedDeclines.delete(SEEN, bookings::removeFailed)).isTrue();

        JsonNode items = request(0).get("TransactItems");
        assertThat(items.get(0).at("/Delete/Key/PK/S").asText()).isEqualTo("FAILED_DECLINE#" + ID);
        assertThat(items.get(0).at("/Delete/ConditionExpression").asText())
                .isEqualTo("lastFailedOn = :on AND originalMessageId = :message");
        assertThat(items.get(0).at("/Delete/ExpressionAttributeValues/:on/N").asText())
                .isEqualTo("1796491800");
        assertThat(items.get(0)
                        .at("/Delete/ExpressionAttributeValues/:message/S")
                        .asText())
                .isEqualTo("m1");
        JsonNode record = items.get(1).get("Update");
        assertThat(record.at("/Key/PK/S").asText()).isEqualTo("BOOKING#j1");
        assertThat(record.get("ConditionExpression").asText()).isEqualTo("contains(failedApplicationIds, :id)");
        assertThat(record.get("UpdateExpression").asText())
                .isEqualTo(
                        "DELETE failedApplicationIds :ids SET bookingStatus = :status, GSI1PK = :shard, GSI1SK = :next, checks = :none, postponed = :none");
        assertThat(record.at("/ExpressionAttributeValues/:status/S").asText()).isEqualTo("DECLINING");
    }

    @Test
    void should_mark_a_removed_decline_as_not_to_be_sent_again() throws Exception {
        aws.thenAnswer("{}");

        failedDeclines.delete(SEEN, bookings::restartChecks);

        assertThat(request(0).at("/TransactItems/1/Update/UpdateExpression").asText())
                .isEqualTo("SET GSI1PK = :shard, GSI1SK = :next, checks = :none, postponed = :none");
    }

    @Test
    void should_delete_only_the_failed_decline_when_no_booking_refers_to_it() throws Exception {
        aws.thenCancel("None", "ConditionalCheckFailed").thenAnswer("{}");

        assertThat(failedDeclines.delete(SEEN, bookings::removeFailed)).isTrue();

        assertThat(request(1).get("TransactItems")).hasSize(1);
    }

    @Test
    void should_keep_a_decline_that_has_failed_again() {
        aws.thenCancel("ConditionalCheckFailed", "None").thenCancel("ConditionalCheckFailed");

        assertThat(failedDeclines.delete(SEEN, bookings::removeFailed)).isFalse();
    }

    @Test
    void should_delete_a_failed_decline_without_an_application() throws Exception {
        aws.thenAnswer("{}");

        assertThat(failedDeclines.delete(NAMELESS, bookings::removeFailed)).isTrue();

        assertThat(request(0).get("TransactItems")).hasSize(1);
    }

    @Test
    void should_fail_when_dynamo_db_fails() {
        aws.thenCancel("ThrottlingError", "None");

        assertThatExceptionOfType(DynamoDbException.class)
                .isThrownBy(() -> failedDeclines.delete(SEEN, bookings::removeFailed));
    }

    private JsonNode request(int number) throws IOException {
        return new ObjectMapper().readTree(aws.requests().get(number).body());
    }

    private static String found(int count, String more) {
        return "{\"Items\": [%s], \"Count\": %d%s}"
                .formatted(
                        IntStream.range(0, count).mapToObj("""
                                {"PK": {"S": "FAILED_DECLINE#9ddd9c83-a841-3594-a70c-950f3022f03%1$d"},
                                 "GSI1SK": {"S": "1970-01-01T00:00:01.000Z#9ddd9c83-a841-3594-a70c-950f3022f03%1$d"},
                                 "id": {"S": "9ddd9c83-a841-3594-a70c-950f3022f03%1$d"}, "reason": {"S": "unforeseen"},
                                 "firstFailedOn": {"N": "1"}, "lastFailedOn": {"N": "1"},
                                 "originalMessageId": {"S": "m1"}, "body": {"S": "message"}}"""::formatted).collect(Collectors.joining(", ")),
                        count,
                        more);
    }
}
