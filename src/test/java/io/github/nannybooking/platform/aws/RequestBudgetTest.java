package io.github.nannybooking.platform.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.github.nannybooking.testing.ScriptedAws;
import io.github.nannybooking.testing.TestSettings;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

class RequestBudgetTest {

    private static final int ATTEMPTS = 10;

    private final ScriptedAws aws = new ScriptedAws();
    private static final Duration TIME = Duration.ofMillis(500);

    private final RequestBudget budget = new RequestBudget(TIME);
    private final DynamoDbClient dynamoDb = new AwsConfiguration()
            .dynamoDbClient(
                    budget,
                    TestSettings.with(
                            "booking.aws.attempts", String.valueOf(ATTEMPTS), "booking.aws.attempt-timeout", "400"));

    RequestBudgetTest() throws IOException {}

    /** The first request of a JVM takes longer than the budget. */
    @BeforeAll
    static void loadTheClient() throws IOException {
        try (ScriptedAws aws = new ScriptedAws();
                DynamoDbClient dynamoDb = aws.dynamoDb(1)) {
            aws.thenAnswer("{\"TableNames\": []}");
            dynamoDb.listTables();
        }
    }

    @AfterEach
    void stop() {
        dynamoDb.close();
        aws.close();
    }

    @Test
    void should_limit_all_calls_together_to_the_budget() {
        budget.begin(TIME);
        aws.thenAnswer("{\"TableNames\": []}", Duration.ofMillis(300)).thenAnswer("{}", Duration.ofSeconds(9));
        assertThatCode(dynamoDb::listTables).doesNotThrowAnyException();

        assertThatExceptionOfType(ApiCallTimeoutException.class).isThrownBy(dynamoDb::listTables);

        assertThat(aws.requests())
                .as("200 ms are left: no time for a second attempt")
                .hasSize(2);
    }

    @Test
    void should_make_no_call_when_the_budget_is_exhausted() {
        budget.begin(TIME);
        aws.thenAnswer("{}", Duration.ofSeconds(9)).thenAnswer("{}", Duration.ofSeconds(9));
        assertThatExceptionOfType(ApiCallTimeoutException.class).isThrownBy(dynamoDb::listTables);
        int requests = aws.requests().size();

        Throwable refused = catchThrowable(dynamoDb::listTables);

        assertThat(refused).isInstanceOf(ApiCallTimeoutException.class);
        assertThat(TransientFailures.isUnavailable(refused)).isTrue();
        assertThat(aws.requests()).hasSize(requests);
    }

    @Test
    void should_keep_a_timeout_that_is_shorter_than_the_budget() {
        budget.begin(TIME);
        aws.thenAnswer("{}", Duration.ofSeconds(9));

        assertThatExceptionOfType(ApiCallTimeoutException.class)
                .isThrownBy(() -> listTablesWithin(Duration.ofMillis(200)))
                .withMessageContaining(" 200 millis");
    }

    @Test
    void should_shorten_a_timeout_that_is_longer_than_the_budget() {
        budget.begin(TIME);
        aws.thenAnswer("{}", Duration.ofSeconds(9)).thenAnswer("{}", Duration.ofSeconds(9));

        assertThatExceptionOfType(ApiCallTimeoutException.class)
                .isThrownBy(() -> listTablesWithin(Duration.ofSeconds(60)));
    }

    private void listTablesWithin(Duration time) {
        dynamoDb.listTables(request -> request.overrideConfiguration(settings -> settings.apiCallTimeout(time)));
    }

    @Test
    void should_not_limit_calls_after_the_budget_has_ended() {
        budget.begin(TIME);
        await().pollInSameThread().until(() -> budget.left().orElseThrow().isNegative());

        budget.end();

        aws.thenAnswer("{\"TableNames\": []}");
        assertThatCode(dynamoDb::listTables).doesNotThrowAnyException();
    }

    @Test
    void should_end_when_the_thread_polls_a_queue() {
        aws.thenAnswer("{}");
        try (SqsClient sqs = SqsClient.builder()
                .overrideConfiguration(client -> client.addExecutionInterceptor(budget))
                .build()) {
            budget.begin(Duration.ofNanos(1));

            assertThatCode(() -> sqs.receiveMessage(poll -> poll.queueUrl("http://127.0.0.1/000000000000/q")))
                    .doesNotThrowAnyException();
        }
        assertThat(budget.left()).isEmpty();
    }
}
