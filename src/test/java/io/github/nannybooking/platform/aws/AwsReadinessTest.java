package io.github.nannybooking.platform.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nannybooking.testing.ScriptedAws;
import io.github.nannybooking.testing.TestSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

class AwsReadinessTest {

    private static final String QUEUE = "http://127.0.0.1/000000000000/declines";
    private static final String DEAD_LETTERS = "http://127.0.0.1/000000000000/dead-letters";

    private final ScriptedAws aws = new ScriptedAws();
    private static final RequestBudget BUDGET = new RequestBudget(Duration.ofSeconds(5));

    private final DynamoDbClient dynamoDb = new AwsConfiguration()
            .dynamoDbClient(
                    BUDGET, TestSettings.with("booking.aws.attempts", "1", "booking.aws.attempt-timeout", "5000"));
    private final SqsClient sqs = aws.sqs(new DefaultCamelContext(), 5_000);
    private final HealthCheck readiness =
            new AwsReadiness("nanny-booking", dynamoDb, sqs, "babysitter", List.of(QUEUE, DEAD_LETTERS));

    AwsReadinessTest() throws IOException {}

    @AfterEach
    void stop() {
        dynamoDb.close();
        sqs.close();
        aws.close();
    }

    @Test
    void should_be_ready_once_the_table_and_both_queues_have_answered_and_ask_no_more() {
        aws.thenAnswer("{}").thenAnswer("{}").thenAnswer("{}");

        await().until(() -> readiness.call().getState() == State.UP);
        readiness.call();

        assertThat(aws.operations()).containsExactly("DescribeTable", "GetQueueAttributes", "GetQueueAttributes");
        assertThat(readiness.isLiveness()).isFalse();
    }

    @Test
    void should_report_what_is_missing_and_ask_again() {
        aws.thenFail(400, "ResourceNotFoundException")
                .thenAnswer("{}")
                .thenAnswer("{}")
                .thenAnswer("{}");

        HealthCheck.Result missing = readiness.call();

        assertThat(missing.getState()).isEqualTo(State.DOWN);
        assertThat(missing.getMessage()).hasValueSatisfying(message -> assertThat(message)
                .startsWith(
                        "AWS does not answer for table babysitter and queues [" + QUEUE + ", " + DEAD_LETTERS + "]"));
        await().until(() -> readiness.call().getState() == State.UP);
    }

    @Test
    void should_delay_no_probe_while_aws_is_silent_and_send_one_request_at_a_time() {
        aws.thenAnswer("{}", Duration.ofSeconds(2)).thenAnswer("{}").thenAnswer("{}");

        HealthCheck.Result silent = readiness.call();

        assertThat(silent.getState()).isEqualTo(State.DOWN);
        assertThat(silent.getMessage())
                .hasValueSatisfying(message -> assertThat(message).endsWith("no answer yet"));
        assertThat(readiness.call().getState()).isEqualTo(State.DOWN);
        assertThat(aws.operations()).containsExactly("DescribeTable");
        await().until(() -> readiness.call().getState() == State.UP);
    }
}
