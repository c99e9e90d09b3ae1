package io.github.nannybooking.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.aws.AwsConfiguration;
import io.github.nannybooking.testing.ScriptedAws;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class BookingTransactionTest {

    private static final int ATTEMPTS = 3;
    private static final String NO_ITEM = "{}";

    private final ScriptedAws aws = new ScriptedAws();
    private final DynamoDbClient dynamoDb = new AwsConfiguration().dynamoDbClient(ATTEMPTS, 2_000);
    private final BookingTransaction transaction = new BookingTransaction(dynamoDb, "babysitter");

    BookingTransactionTest() throws IOException {}

    @AfterEach
    void stop() {
        dynamoDb.close();
        aws.close();
    }

    @Test
    void should_close_the_job_and_accept_the_application_under_their_conditions() throws Exception {
        aws.thenAnswer("{}");

        transaction.accept(booking("maria"));

        JsonNode items =
                new ObjectMapper().readTree(aws.requests().get(0).body()).get("TransactItems");
        assertThat(items).hasSize(2);
        assertUpdate(items.get(0).get("Update"), "USER#maria", "JOB#j1", "jobStatus", "OPEN", "CLOSED");
        assertUpdate(
                items.get(1).get("Update"),
                "JOB#j1#APPLICATION#a1",
                "JOB#j1#APPLICATION#a1",
                "jobApplicationStatus",
                "PENDING",
                "ACCEPTED");
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
        "TransactionConflict, None",
        "None, TransactionConflict",
        "ThrottlingError, None",
        "None, ProvisionedThroughputExceeded",
    })
    void should_retry_a_transaction_cancelled_for_a_reason_that_passes(String job, String application)
            throws Exception {
        aws.thenCancel(job, application).thenAnswer("{}");

        transaction.accept(booking("maria"));

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
                .isThrownBy(() -> transaction.accept(booking("maria")));

        assertThat(aws.requests()).hasSize(ATTEMPTS);
    }

    @Test
    void should_not_retry_what_fails_for_good_beside_a_conflict() {
        aws.thenCancel("ConditionalCheckFailed", "TransactionConflict").thenAnswer(found(NO_ITEM, NO_ITEM));

        assertRefused("maria", 404, "No such job");

        assertThat(aws.operations()).containsExactly("TransactWriteItems", "TransactGetItems");
    }

    @Test
    void should_read_again_while_another_booking_is_being_committed() {
        aws.thenCancel("ConditionalCheckFailed", "TransactionConflict")
                .thenCancel("None", "TransactionConflict")
                .thenAnswer(found(job("CLOSED"), application("ACCEPTED")));

        transaction.accept(booking("maria"));

        assertThat(aws.operations()).containsExactly("TransactWriteItems", "TransactGetItems", "TransactGetItems");
    }

    @Test
    void should_not_retry_a_transaction_that_is_not_valid() {
        aws.thenCancel("ValidationError", "None");

        assertThatExceptionOfType(TransactionCanceledException.class)
                .isThrownBy(() -> transaction.accept(booking("maria")));

        assertThat(aws.requests()).hasSize(1);
    }

    @Test
    void should_find_that_the_same_booking_was_made_before() {
        aws.thenCancel("ConditionalCheckFailed", "ConditionalCheckFailed")
                .thenAnswer(found(job("CLOSED"), application("ACCEPTED")));

        transaction.accept(booking("maria"));

        assertThat(aws.operations()).containsExactly("TransactWriteItems", "TransactGetItems");
        assertThat(aws.requests().get(1).body())
                .contains("\"USER#maria\"", "\"JOB#j1\"", "\"JOB#j1#APPLICATION#a1\"", "\"babysitter\"");
    }

    @Test
    void should_refuse_a_job_that_nobody_has() {
        aws.thenCancel("ConditionalCheckFailed", "ConditionalCheckFailed").thenAnswer(found(NO_ITEM, NO_ITEM));

        assertRefused(null, 404, "No such job");
    }

    @Test
    void should_refuse_a_job_of_somebody_else() {
        aws.thenCancel("ConditionalCheckFailed", "None").thenAnswer(found(NO_ITEM, application("PENDING")));

        assertRefused("joao", 403, "Not your job");
    }

    @Test
    void should_refuse_an_application_that_the_job_does_not_have() {
        aws.thenCancel("None", "ConditionalCheckFailed").thenAnswer(found(job("OPEN"), NO_ITEM));

        assertRefused("maria", 404, "No such application");
    }

    @ParameterizedTest
    @CsvSource({"PENDING", "DECLINED"})
    void should_refuse_a_job_that_is_booked_with_another_application(String status) {
        aws.thenCancel("ConditionalCheckFailed", "None").thenAnswer(found(job("CLOSED"), application(status)));

        assertRefused("maria", 409, "Job already booked");
    }

    @ParameterizedTest
    @CsvSource({"ACCEPTED", "DECLINED"})
    void should_refuse_an_application_that_is_not_pending(String status) {
        aws.thenCancel("None", "ConditionalCheckFailed").thenAnswer(found(job("OPEN"), application(status)));

        assertRefused("maria", 409, "Application not pending");
    }

    private void assertRefused(String owner, int status, String title) {
        assertThatExceptionOfType(BookingRefusedException.class)
                .isThrownBy(() -> transaction.accept(booking(owner)))
                .satisfies(refused -> {
                    assertThat(refused.problem().status()).isEqualTo(status);
                    assertThat(refused.problem().title()).isEqualTo(title);
                });
    }

    private static Booking booking(String owner) {
        return new Booking(new BookingRequest("maria", "j1", "a1"), owner, List.of());
    }

    private static String found(String job, String application) {
        return "{\"Responses\": [%s, %s]}".formatted(job, application);
    }

    private static String job(String status) {
        return "{\"Item\": {\"jobStatus\": {\"S\": \"%s\"}}}".formatted(status);
    }

    private static String application(String status) {
        return "{\"Item\": {\"jobApplicationStatus\": {\"S\": \"%s\"}}}".formatted(status);
    }
}
