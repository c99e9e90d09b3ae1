package io.github.nannybooking.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.nannybooking.job.Jobs;
import io.github.nannybooking.platform.access.Caller;
import io.github.nannybooking.platform.aws.TransientFailures;
import io.github.nannybooking.platform.http.problem.Problem;
import io.github.nannybooking.platform.http.problem.ProblemException;
import io.github.nannybooking.table.Table;
import io.github.nannybooking.testing.ScriptedAws;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class BookingTransactionTest {

    private static final int ATTEMPTS = 3;
    private static final String HELD = "{\"Code\": \"None\"}";
    private static final String MISSING = "{\"Code\": \"ConditionalCheckFailed\"}";
    private static final String CONFLICT = "{\"Code\": \"TransactionConflict\"}";
    private static final CheckSchedule SCHEDULE = new CheckSchedule(
            Clock.fixed(Instant.parse("2026-12-05T17:30:00Z"), ZoneOffset.UTC),
            Duration.ofSeconds(30),
            Duration.ofSeconds(900));

    private final ScriptedAws aws = new ScriptedAws();
    private final DynamoDbClient dynamoDb = aws.dynamoDb(ATTEMPTS);
    private final Table table = new Table(dynamoDb, "babysitter");
    private final BookingTransaction transaction =
            new BookingTransaction(table, new Jobs(table), new BookingOutbox(table, SCHEDULE));

    BookingTransactionTest() throws IOException {}

    @AfterEach
    void stop() {
        dynamoDb.close();
        aws.close();
    }

    @Test
    void should_close_the_job_and_accept_the_application_under_their_conditions() throws Exception {
        aws.thenAnswer("{}");

        BookingRecord made =
                transaction.accept(booking("maria"), Caller.ANONYMOUS).record();

        assertThat(made.noticeDue()).isTrue();
        JsonNode items =
                new ObjectMapper().readTree(aws.requests().get(0).body()).get("TransactItems");
        assertThat(items).hasSize(3);
        assertUpdate(items.get(0).get("Update"), "USER#maria", "JOB#j1", "jobStatus", "OPEN", "CLOSED");
        assertUpdate(
                items.get(1).get("Update"),
                "JOB#j1#APPLICATION#a1",
                "JOB#j1#APPLICATION#a1",
                "jobApplicationStatus",
                "PENDING",
                "ACCEPTED");
        assertThat(items.get(2).at("/Put/ConditionExpression").asText()).isEqualTo("attribute_not_exists(PK)");
        assertThat(items.get(2).at("/Put/TableName").asText()).isEqualTo("babysitter");
        assertThat(items.get(2).at("/Put/Item")).isEqualTo(new ObjectMapper().readTree(recordWithNoticeDue()));
    }

    private static void assertUpdate(JsonNode update, String pk, String sk, String attribute, String from, String to) {
        assertThat(update.at("/TableName").asText()).isEqualTo("babysitter");
        assertThat(update.at("/Key/PK/S").asText()).isEqualTo(pk);
        assertThat(update.at("/Key/SK/S").asText()).isEqualTo(sk);
        assertThat(update.at("/ConditionExpression").asText()).isEqualTo("#status = :from");
        assertThat(update.at("/UpdateExpression").asText()).isEqualTo("SET #status = :to");
        assertThat(update.at("/ExpressionAttributeNames/#status").asText()).isEqualTo(attribute);
        assertThat(update.at("/ExpressionAttributeValues/:from/S").asText()).isEqualTo(from);
        assertThat(update.at("/ExpressionAttributeValues/:to/S").asText()).isEqualTo(to);
    }

    @ParameterizedTest
    @CsvSource({
        "TransactionConflict, None, None",
        "None, TransactionConflict, None",
        "None, None, TransactionConflict",
        "ThrottlingError, None, None",
        "None, ProvisionedThroughputExceeded, None",
    })
    void should_retry_a_transaction_cancelled_for_a_transient_reason(String job, String application, String record)
            throws Exception {
        aws.thenCancel(job, application, record).thenAnswer("{}");

        transaction.accept(booking("maria"), Caller.ANONYMOUS);

        assertThat(aws.operations()).containsExactly("TransactWriteItems", "TransactWriteItems");
        assertThat(token(0)).isNotBlank().isEqualTo(token(1));
    }

    private String token(int request) throws IOException {
        return new ObjectMapper()
                .readTree(aws.requests().get(request).body())
                .get("ClientRequestToken")
                .asText();
    }

    @Test
    void should_give_up_when_conflicts_outlast_the_retries() {
        aws.thenCancel("TransactionConflict", "None")
                .thenCancel("TransactionConflict", "None")
                .thenCancel("None", "TransactionConflict");

        assertThatExceptionOfType(TransactionCanceledException.class)
                .isThrownBy(() -> transaction.accept(booking("maria"), Caller.ANONYMOUS));

        assertThat(aws.requests()).hasSize(ATTEMPTS);
    }

    @Test
    void should_not_retry_an_invalid_transaction_when_a_condition_also_failed() {
        aws.thenCancel("ConditionalCheckFailed", "ValidationError");

        assertThatExceptionOfType(TransactionCanceledException.class)
                .isThrownBy(() -> transaction.accept(booking("maria"), Caller.ANONYMOUS));

        assertThat(aws.requests()).hasSize(1);
    }

    @Test
    void should_retry_while_another_booking_is_being_committed() throws Exception {
        aws.thenCancelAt(failed(job("CLOSED")), CONFLICT, HELD)
                .thenCancelAt(HELD, CONFLICT, HELD)
                .thenCancelAt(
                        failed(job("CLOSED")), failed(application("ACCEPTED")), failed(record("a1", "DECLINING")));

        assertThat(transaction.accept(booking("maria"), Caller.ANONYMOUS).record())
                .isNull();

        assertThat(aws.operations()).containsExactly("TransactWriteItems", "TransactWriteItems", "TransactWriteItems");
        assertThat(token(0)).isEqualTo(token(1)).isEqualTo(token(2));
    }

    @Test
    void should_not_report_a_refusal_when_conflicts_outlast_the_retries() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            aws.thenCancelAt(failed(job("CLOSED")), failed(application("ACCEPTED")), CONFLICT);
        }

        assertThatExceptionOfType(TransactionCanceledException.class)
                .isThrownBy(() -> transaction.accept(booking("maria"), Caller.ANONYMOUS))
                .matches(TransientFailures::isUnavailable);
    }

    @Test
    void should_not_retry_an_invalid_transaction() {
        aws.thenCancel("ValidationError", "None");

        assertThatExceptionOfType(TransactionCanceledException.class)
                .isThrownBy(() -> transaction.accept(booking("maria"), Caller.ANONYMOUS));

        assertThat(aws.requests()).hasSize(1);
    }

    @Test
    void should_recognise_the_same_booking() throws Exception {
        aws.thenCancelAt(failed(job("CLOSED")), failed(application("ACCEPTED")), failed(record("a1", "DECLINING")));

        assertThat(transaction.accept(booking("maria"), Caller.ANONYMOUS).record())
                .isNull();

        assertThat(aws.operations()).containsExactly("TransactWriteItems");
        JsonNode items =
                new ObjectMapper().readTree(aws.requests().get(0).body()).get("TransactItems");
        for (String item : List.of("/0/Update", "/1/Update", "/2/Put")) {
            assertThat(items.at(item + "/ReturnValuesOnConditionCheckFailure").asText())
                    .isEqualTo("ALL_OLD");
        }
    }

    @Test
    void should_refuse_an_application_that_differs_from_the_record_in_any_state() {
        aws.thenCancelAt(failed(job("CLOSED")), failed(application("ACCEPTED")), failed(record("a9", "DECLINING")));

        assertRefused("maria", 409, "Job already booked");
    }

    @Test
    void should_recognise_the_same_booking_by_its_record_when_the_application_is_deleted() {
        aws.thenCancelAt(failed(job("CLOSED")), MISSING, failed(record("a1", "COMPLETED")));

        transaction.accept(booking("maria"), Caller.ANONYMOUS);

        assertThat(aws.operations()).containsExactly("TransactWriteItems");
    }

    @Test
    void should_recognise_the_same_booking_by_its_states_when_there_is_no_record() {
        aws.thenCancelAt(failed(job("CLOSED")), failed(application("ACCEPTED")), HELD);

        transaction.accept(booking("maria"), Caller.ANONYMOUS);

        assertThat(aws.operations()).containsExactly("TransactWriteItems");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DECLINING", "COMPLETED"})
    void should_schedule_a_check_of_a_repeated_booking_when_an_application_is_pending(String status) throws Exception {
        aws.thenCancelAt(failed(job("CLOSED")), failed(application("ACCEPTED")), failed(record("a1", status)))
                .thenFail(400, "TransactionConflictException")
                .thenAnswer("{}");

        transaction.accept(bookingWithPendingApplication(), Caller.ANONYMOUS);

        assertThat(aws.operations()).containsExactly("TransactWriteItems", "UpdateItem", "UpdateItem");
        assertPutAgain();
    }

    @Test
    void should_not_change_whether_the_notice_to_the_applicant_is_due() throws Exception {
        aws.thenCancelAt(failed(job("CLOSED")), failed(application("ACCEPTED")), failed(recordWithNoticeDue()))
                .thenAnswer("{}");

        transaction.accept(bookingWithPendingApplication(), Caller.ANONYMOUS);

        assertPutAgain();
    }

    @Test
    void should_write_a_record_for_a_booking_that_has_none() throws Exception {
        aws.thenCancelAt(failed(job("CLOSED")), failed(application("ACCEPTED")), HELD)
                .thenAnswer("{}");

        transaction.accept(bookingWithPendingApplication(), Caller.ANONYMOUS);

        assertPutAgain();
    }

    /** Asserts that the update sets all attributes of a new record except the notice, and no others. */
    private void assertPutAgain() throws IOException {
        JsonNode update = new ObjectMapper().readTree(aws.requests().get(1).body());
        ObjectNode expected = (ObjectNode) new ObjectMapper().readTree(record("a1", "DECLINING"));
        assertThat(update.get("TableName").asText()).isEqualTo("babysitter");
        assertThat(update.at("/Key/PK")).isEqualTo(expected.remove("PK"));
        assertThat(update.at("/Key/SK")).isEqualTo(expected.remove("SK"));
        assertThat(update.get("UpdateExpression").asText())
                .isEqualTo("SET GSI1PK = :GSI1PK, GSI1SK = :GSI1SK, acceptedApplicationId = :acceptedApplicationId, "
                        + "bookedOn = :bookedOn, bookingStatus = :bookingStatus, checks = :checks, jobId = :jobId, postponed = :postponed, "
                        + "username = :username REMOVE completedOn");
        expected.properties().forEach(attribute -> assertThat(
                        update.get("ExpressionAttributeValues").get(":" + attribute.getKey()))
                .isEqualTo(attribute.getValue()));
    }

    @Test
    void should_retry_while_the_same_transaction_is_in_progress() throws Exception {
        aws.thenFail(400, "TransactionInProgressException").thenAnswer("{}");

        transaction.accept(booking("maria"), Caller.ANONYMOUS);

        assertThat(token(0)).isEqualTo(token(1));
    }

    @Test
    void should_refuse_a_job_that_does_not_exist() {
        aws.thenCancelAt(MISSING, MISSING, HELD);

        assertRefused(null, 404, "No such job");
    }

    @Test
    void should_refuse_the_job_of_another_user() {
        aws.thenCancelAt(MISSING, HELD, HELD);

        assertRefused("joao", 403, "Not your job");
    }

    /** The refusal does not depend on the state of the job, the application or the booking of another user. */
    @ParameterizedTest
    @ValueSource(strings = {"nothing", "an application", "a booking"})
    void should_not_reveal_to_a_parent_that_the_job_belongs_to_another_user(String there) {
        aws.thenCancelAt(
                MISSING,
                there.equals("an application") ? failed(application("ACCEPTED")) : MISSING,
                there.equals("a booking") ? failed(recordWithNoticeDue()) : HELD);

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> transaction.accept(booking("joao"), new Caller("maria", Set.of("parent"))))
                .satisfies(refused ->
                        assertThat(refused.problem()).isEqualTo(Problem.of(404, "No such job", "there is no job j1")));
    }

    @Test
    void should_refuse_an_application_that_does_not_exist() {
        aws.thenCancelAt(HELD, MISSING, HELD);

        assertRefused("maria", 404, "No such application");
    }

    @Test
    void should_refuse_an_application_that_does_not_exist_when_the_job_is_closed() {
        aws.thenCancelAt(failed(job("CLOSED")), MISSING, HELD);

        assertRefused("maria", 404, "No such application");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PENDING", "DECLINED"})
    void should_refuse_a_job_that_is_booked_with_another_application(String status) {
        aws.thenCancelAt(failed(job("CLOSED")), status.equals("PENDING") ? HELD : failed(application(status)), HELD);

        assertRefused("maria", 409, "Job already booked");
    }

    @ParameterizedTest
    @CsvSource({"ACCEPTED", "DECLINED"})
    void should_refuse_an_application_that_is_not_pending(String status) {
        aws.thenCancelAt(HELD, failed(application(status)), HELD);

        assertRefused("maria", 409, "Application not pending");
    }

    private void assertRefused(String owner, int status, String title) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> transaction.accept(booking(owner), Caller.ANONYMOUS))
                .satisfies(refused -> {
                    assertThat(refused.problem().status()).isEqualTo(status);
                    assertThat(refused.problem().title()).isEqualTo(title);
                });
    }

    private static Booking booking(String owner) {
        return new Booking(new BookingRequest("maria", "j1", "a1"), owner, null, List.of(), null);
    }

    private static Booking bookingWithPendingApplication() {
        return new Booking(
                new BookingRequest("maria", "j1", "a1"),
                "maria",
                null,
                List.of(Map.of("id", AttributeValue.fromS("a2"))),
                null);
    }

    /** Returns the cancellation reason of an item whose condition failed, with the item. */
    private static String failed(String item) {
        return "{\"Code\": \"ConditionalCheckFailed\", \"Item\": %s}".formatted(item);
    }

    private static String job(String status) {
        return "{\"jobStatus\": {\"S\": \"%s\"}}".formatted(status);
    }

    private static String application(String status) {
        return "{\"jobApplicationStatus\": {\"S\": \"%s\"}}".formatted(status);
    }

    private static String recordWithNoticeDue() {
        return record("a1", "DECLINING").replaceFirst("}$", ", \"acceptedNotice\": {\"S\": \"DUE\"}}");
    }

    private static String record(String applicationId, String status) {
        return """
                {"PK": {"S": "BOOKING#j1"}, "SK": {"S": "BOOKING#j1"},
                 "GSI1PK": {"S": "DECLINING#5"}, "GSI1SK": {"S": "2026-12-05T17:30:30Z"},
                 "jobId": {"S": "j1"}, "username": {"S": "maria"}, "acceptedApplicationId": {"S": "%s"},
                 "bookedOn": {"N": "1796491800"}, "bookingStatus": {"S": "%s"}, "checks": {"N": "0"}, "postponed": {"N": "0"}}""".formatted(applicationId, status);
    }
}
