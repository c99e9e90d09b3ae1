package io.github.nannybooking.decline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.testing.ScriptedAws;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.io.IOException;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class FailedDeclinesTest {

    private static final String MESSAGE = "{\"id\": \"a1\", \"jobId\": \"j1\"}";
    private static final Validator VALIDATOR = Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator();

    private final ScriptedAws aws = new ScriptedAws();
    private final DynamoDbClient dynamoDb = aws.dynamoDb(1);
    private final FailedDeclines failed =
            new FailedDeclines(dynamoDb, "babysitter", new DeclineMessage(new ObjectMapper(), VALIDATOR));

    FailedDeclinesTest() throws IOException {}

    @AfterEach
    void stop() {
        dynamoDb.close();
        aws.close();
    }

    @Test
    void should_note_the_application_in_the_record_of_its_booking() throws Exception {
        aws.thenAnswer("{}");

        failed.note(MESSAGE);

        JsonNode update = new ObjectMapper().readTree(aws.requests().get(0).body());
        assertThat(update.at("/Key/PK/S").asText()).isEqualTo("BOOKING#j1");
        assertThat(update.get("UpdateExpression").asText()).isEqualTo("ADD failedApplicationIds :id");
        assertThat(update.at("/ExpressionAttributeValues/:id/SS/0").asText()).isEqualTo("a1");
        assertThat(update.get("ConditionExpression").asText()).isEqualTo("attribute_exists(PK)");
    }

    @Test
    void should_note_nothing_where_there_is_no_record() {
        aws.thenFail(400, "ConditionalCheckFailedException");

        assertThatCode(() -> failed.note(MESSAGE)).doesNotThrowAnyException();
    }

    @Test
    void should_note_nothing_of_a_message_that_names_no_application() {
        failed.note("poison");

        assertThat(aws.requests()).isEmpty();
    }

    @Test
    void should_fail_when_dynamo_db_fails() {
        aws.thenFail(500, "InternalServerError");

        assertThatExceptionOfType(DynamoDbException.class).isThrownBy(() -> failed.note(MESSAGE));
    }
}
