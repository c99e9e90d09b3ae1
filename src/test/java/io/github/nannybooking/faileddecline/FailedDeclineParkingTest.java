package io.github.nannybooking.faileddecline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.booking.AlwaysDue;
import io.github.nannybooking.decline.DeclineConfiguration;
import io.github.nannybooking.platform.http.json.JsonConfiguration;
import io.github.nannybooking.table.Table;
import io.github.nannybooking.testing.ScriptedAws;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class FailedDeclineParkingTest {

    private static final String MESSAGE = "{\"id\": \"a1\", \"jobId\": \"j1\"}";

    private final ScriptedAws aws = new ScriptedAws();
    private final DynamoDbClient dynamoDb = aws.dynamoDb(1);
    private final Table table = new Table(dynamoDb, "babysitter");
    private final FailedDeclines failed = new FailedDeclineConfiguration()
            .failedDeclines(
                    table,
                    new DeclineConfiguration().declineMessage(new ObjectMapper(), new JsonConfiguration().validator()),
                    AlwaysDue.outbox(table, Clock.systemUTC()));

    FailedDeclineParkingTest() throws IOException {}

    @AfterEach
    void stop() {
        dynamoDb.close();
        aws.close();
    }

    @Test
    void should_store_a_dead_letter_and_note_it_in_the_booking_in_one_transaction() throws Exception {
        aws.thenAnswer("{}");

        assertThat(park(MESSAGE).applicationId()).isEqualTo("a1");

        JsonNode items = items(0);
        assertThat(items).hasSize(3);
        assertThat(items.get(0).at("/Update/Key/PK/S").asText()).startsWith("FAILED_DECLINE#");
        assertThat(items.get(0).at("/Update/ConditionExpression").asText())
                .isEqualTo("attribute_not_exists(PK) OR #lastFailedOn <= :lastFailedOn");
        assertThat(items.get(1).at("/ConditionCheck/Key/PK/S").asText()).isEqualTo("JOB#j1#APPLICATION#a1");
        assertThat(items.get(2).at("/Update/Key/PK/S").asText()).isEqualTo("BOOKING#j1");
    }

    @ParameterizedTest
    @CsvSource({"ConditionalCheckFailed, None", "None, ConditionalCheckFailed"})
    void should_store_only_the_dead_letter_when_no_booking_waits_for_it(String application, String record)
            throws Exception {
        aws.thenCancel("None", application, record).thenAnswer("{}");

        assertThat(park(MESSAGE)).isNotNull();

        assertThat(items(1)).hasSize(1);
        assertThat(items(1).get(0).at("/Update/Key/PK/S").asText()).startsWith("FAILED_DECLINE#");
    }

    @Test
    void should_store_only_the_dead_letter_when_it_names_no_application() throws Exception {
        aws.thenAnswer("{}");

        assertThat(park("poison").body()).isEqualTo("poison");

        assertThat(items(0)).hasSize(1);
        assertThat(items(0).toString()).doesNotContain("GSI2PK", "jobId");
    }

    @Test
    void should_keep_a_newer_failure() {
        aws.thenCancel("ConditionalCheckFailed", "None", "None").thenCancel("ConditionalCheckFailed");

        assertThat(park(MESSAGE)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {MESSAGE, "poison"})
    void should_fail_when_dynamo_db_fails(String message) {
        aws.thenCancel("ThrottlingError", "None", "None");

        assertThatExceptionOfType(DynamoDbException.class).isThrownBy(() -> park(message));
    }

    private FailedDecline park(String message) {
        return (FailedDecline) failed.park(message, Map.of(), "m1");
    }

    private JsonNode items(int request) throws IOException {
        return new ObjectMapper().readTree(aws.requests().get(request).body()).get("TransactItems");
    }
}
