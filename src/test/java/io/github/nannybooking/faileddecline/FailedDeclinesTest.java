package io.github.nannybooking.faileddecline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.booking.AlwaysDue;
import io.github.nannybooking.decline.DeclineConfiguration;
import io.github.nannybooking.decline.DeclineMessage;
import io.github.nannybooking.platform.http.json.JsonConfiguration;
import io.github.nannybooking.table.Table;
import io.github.nannybooking.testing.ScriptedAws;
import java.io.IOException;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class FailedDeclinesTest {

    private static final String MESSAGE = "{\"id\": \"a1\", \"jobId\": \"j1\"}";
    private static final DeclineMessage MESSAGES =
            new DeclineConfiguration().declineMessage(new ObjectMapper(), new JsonConfiguration().validator());

    private final ScriptedAws aws = new ScriptedAws();
    private final DynamoDbClient dynamoDb = aws.dynamoDb(1);
    private final Table table = new Table(dynamoDb, "babysitter");
    private final FailedDeclines failed = new FailedDeclineConfiguration()
            .failedDeclines(table, MESSAGES, AlwaysDue.outbox(table, Clock.systemUTC()));

    FailedDeclinesTest() throws IOException {}

    @AfterEach
    void stop() {
        dynamoDb.close();
        aws.close();
    }

    @Test
    void should_note_a_pending_application_in_the_record_of_its_booking() throws Exception {
        aws.thenAnswer("{}");

        failed.note(MESSAGE);

        JsonNode items =
                new ObjectMapper().readTree(aws.requests().get(0).body()).get("TransactItems");
        JsonNode check = items.get(0).get("ConditionCheck");
        assertThat(check.at("/Key/PK/S").asText()).isEqualTo("JOB#j1#APPLICATION#a1");
        assertThat(check.get("ConditionExpression").asText()).isEqualTo("#status = :status");
        assertThat(check.at("/ExpressionAttributeNames/#status").asText()).isEqualTo("jobApplicationStatus");
        assertThat(check.at("/ExpressionAttributeValues/:status/S").asText()).isEqualTo("PENDING");
        JsonNode update = items.get(1).get("Update");
        assertThat(update.at("/Key/PK/S").asText()).isEqualTo("BOOKING#j1");
        assertThat(update.get("UpdateExpression").asText())
                .isEqualTo(
                        "ADD failedApplicationIds :ids SET bookingStatus = :status, GSI1PK = if_not_exists(GSI1PK, :shard), GSI1SK = if_not_exists(GSI1SK, :next) REMOVE completedOn");
        assertThat(update.at("/ExpressionAttributeValues/:ids/SS/0").asText()).isEqualTo("a1");
        assertThat(update.at("/ExpressionAttributeValues/:status/S").asText()).isEqualTo("NEEDS_ATTENTION");
        assertThat(update.get("ConditionExpression").asText()).startsWith("attribute_exists(PK) AND ");
    }

    @ParameterizedTest
    @CsvSource({"ConditionalCheckFailed, None", "None, ConditionalCheckFailed"})
    void should_note_no_application_that_is_not_pending_or_has_no_record(String application, String record) {
        aws.thenCancel(application, record);

        assertThatCode(() -> failed.note(MESSAGE)).doesNotThrowAnyException();
        assertThat(aws.requests()).hasSize(1);
    }

    @Test
    void should_note_nothing_when_the_message_names_no_application() {
        failed.note("poison");

        assertThat(aws.requests()).isEmpty();
    }

    @Test
    void should_fail_when_dynamo_db_fails() {
        aws.thenCancel("ThrottlingError", "None");

        assertThatExceptionOfType(DynamoDbException.class).isThrownBy(() -> failed.note(MESSAGE));
    }
}
