package io.github.nannybooking.platform.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.testing.ScriptedAws;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class WriteProbeTest {

    private final ScriptedAws aws = new ScriptedAws();
    private final DynamoDbClient dynamoDb = aws.dynamoDb(1);
    private final WriteProbe probe = new WriteProbe(dynamoDb, "babysitter");

    WriteProbeTest() throws IOException {}

    @AfterEach
    void stop() {
        dynamoDb.close();
        aws.close();
    }

    @Test
    void should_find_that_dynamo_db_works_when_only_the_condition_stands_against_the_write() {
        aws.thenFail(400, "ConditionalCheckFailedException");

        assertThat(probe.getAsBoolean()).isTrue();
        assertThat(aws.operations()).containsExactly("UpdateItem");
        assertThat(aws.requests().get(0).body()).contains("\"attribute_exists(PK)\"");
    }

    @ParameterizedTest
    @CsvSource({
        "400, ProvisionedThroughputExceededException",
        "400, AccessDeniedException",
        "500, InternalServerError",
        "503, ServiceUnavailable",
    })
    void should_find_that_dynamo_db_fails(int status, String code) {
        aws.thenFail(status, code);

        assertThat(probe.getAsBoolean()).isFalse();
    }

    @Test
    void should_find_that_dynamo_db_fails_without_an_answer() {
        aws.close();

        assertThat(probe.getAsBoolean()).isFalse();
    }
}
