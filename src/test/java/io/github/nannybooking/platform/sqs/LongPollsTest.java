package io.github.nannybooking.platform.sqs;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.nannybooking.testing.ScriptedAws;
import java.io.IOException;
import java.time.Duration;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.services.sqs.SqsClient;

class LongPollsTest {

    private static final Duration LONGER_THAN_AN_ATTEMPT = Duration.ofMillis(600);
    private static final String URL = "http://127.0.0.1/000000000000/declines";

    private final ScriptedAws aws = new ScriptedAws();
    private final SqsClient sqs = aws.sqs(new DefaultCamelContext(), 200);

    LongPollsTest() throws IOException {}

    @AfterEach
    void stop() {
        sqs.close();
        aws.close();
    }

    @Test
    void should_wait_for_a_long_poll_as_long_as_requested() {
        aws.thenAnswer("{}", LONGER_THAN_AN_ATTEMPT);

        assertThatCode(() -> sqs.receiveMessage(request -> request.queueUrl(URL).waitTimeSeconds(5)))
                .doesNotThrowAnyException();
    }

    @Test
    void should_not_wait_that_long_for_any_other_request() {
        aws.thenAnswer("{}", LONGER_THAN_AN_ATTEMPT);

        assertThatExceptionOfType(ApiCallAttemptTimeoutException.class)
                .isThrownBy(
                        () -> sqs.sendMessage(request -> request.queueUrl(URL).messageBody("x")));
    }
}
