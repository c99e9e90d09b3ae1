package io.github.nannybooking.platform.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.MAXIMUM_MESSAGE_SIZE;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.MESSAGE_RETENTION_PERIOD;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.QUEUE_ARN;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.REDRIVE_POLICY;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.VISIBILITY_TIMEOUT;

import io.github.nannybooking.testing.LogLines;
import io.github.nannybooking.testing.ScriptedSqs;
import io.github.nannybooking.testing.TestSettings;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SqsException;

class QueueChecksTest {

    private static final String QUEUE = "UpdateJobApplicationsSQSQueue";
    private static final String DEAD_LETTERS = "UpdateJobApplicationsSQSDLQ";
    private static final String ARN = "arn:aws:sqs:us-east-1:123456789012:";
    private static final String REDRIVE = "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%s}";

    private final ScriptedSqs sqs = new ScriptedSqs();
    private final QueueChecks checks = checks();

    /** The attributes of the template. */
    private final Map<QueueAttributeName, String> queue = new EnumMap<>(Map.of(
            QUEUE_ARN, ARN + QUEUE,
            VISIBILITY_TIMEOUT, "20",
            MESSAGE_RETENTION_PERIOD, "345600",
            MAXIMUM_MESSAGE_SIZE, "1048576",
            REDRIVE_POLICY, REDRIVE.formatted(ARN + DEAD_LETTERS, 5)));

    private final Map<QueueAttributeName, String> deadLetters = new EnumMap<>(Map.of(
            QUEUE_ARN, ARN + DEAD_LETTERS,
            VISIBILITY_TIMEOUT, "30",
            MESSAGE_RETENTION_PERIOD, "1209600",
            MAXIMUM_MESSAGE_SIZE, "1048576"));

    private QueueChecks checks(String... settings) {
        return new QueueChecks(sqs, QueueSettings.all(TestSettings.with(settings)));
    }

    private void check() {
        sqs.put(QUEUE, queue).put(DEAD_LETTERS, deadLetters);
        checks.check();
    }

    private void assertOnly(String queueName, String text) {
        assertThat(checks.mismatchesOf(queueName))
                .singleElement()
                .asString()
                .contains(text)
                .endsWith(".html)");
        assertThat(checks.mismatches()).hasSize(1);
    }

    @Test
    void should_find_nothing_wrong_with_the_template() {
        check();

        assertThat(checks.mismatches()).isEmpty();
    }

    @Test
    void should_find_nothing_wrong_with_attributes_that_sqs_does_not_return() {
        queue.keySet().retainAll(List.of(QUEUE_ARN, REDRIVE_POLICY));
        deadLetters.clear();

        check();

        assertThat(checks.mismatches()).isEmpty();
    }

    @Test
    void should_find_fewer_receives_than_attempts() {
        queue.put(REDRIVE_POLICY, REDRIVE.formatted(ARN + DEAD_LETTERS, "\"4\""));

        check();

        assertOnly(QUEUE, "its maxReceiveCount is 4, but booking.decline.attempts=5: SQS moves a message before");
    }

    @ParameterizedTest
    @CsvSource({"''", ","})
    void should_find_a_missing_redrive_policy(String policy) {
        queue.remove(REDRIVE_POLICY);
        if (policy != null) {
            queue.put(REDRIVE_POLICY, policy);
        }

        check();

        assertOnly(QUEUE, "it has no redrive policy");
    }

    @Test
    void should_find_a_redrive_policy_to_another_queue() {
        queue.put(REDRIVE_POLICY, REDRIVE.formatted(ARN + "other", 5));

        check();

        assertOnly(
                QUEUE,
                "its redrive policy names " + ARN + "other, but booking.decline.dead-letter-queue is " + ARN
                        + DEAD_LETTERS);
    }

    @Test
    void should_find_a_malformed_redrive_policy() {
        queue.put(REDRIVE_POLICY, "{");

        check();

        assertThat(checks.mismatchesOf(QUEUE)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({QUEUE, DEAD_LETTERS})
    void should_find_a_visibility_timeout_of_zero(String name) {
        (name.equals(QUEUE) ? queue : deadLetters).put(VISIBILITY_TIMEOUT, "0");

        check();

        assertOnly(name, "its visibility timeout is 0 s");
    }

    @Test
    void should_find_a_retention_that_ends_before_the_last_attempt() {
        // five attempts with delays of up to 30 s
        queue.put(MESSAGE_RETENTION_PERIOD, "150");
        check();
        assertThat(checks.mismatches()).isEmpty();

        queue.put(MESSAGE_RETENTION_PERIOD, "149");
        check();

        assertOnly(QUEUE, "its message retention period is 149 s, but the delays of booking.decline may take 150 s");
    }

    @Test
    void should_find_a_retention_of_dead_letters_that_ends_before_the_delay_of_a_failed_parking() {
        deadLetters.put(MESSAGE_RETENTION_PERIOD, "60");
        queue.put(MESSAGE_RETENTION_PERIOD, "59");
        QueueChecks slow = checks(
                "booking.parking.retry-delay",
                "61",
                "booking.parking.max-retry-delay",
                "300",
                "booking.decline.attempts",
                "1");
        sqs.put(QUEUE, queue).put(DEAD_LETTERS, deadLetters);

        slow.check();

        assertThat(slow.mismatchesOf(DEAD_LETTERS))
                .singleElement()
                .asString()
                .contains("booking.parking may take 122 s");
    }

    @Test
    void should_find_dead_letters_that_sqs_keeps_no_longer_than_messages() {
        deadLetters.put(MESSAGE_RETENTION_PERIOD, "345600");

        check();

        assertOnly(DEAD_LETTERS, "its message retention period is 345600 s, not longer than that of " + QUEUE);
    }

    @Test
    void should_find_a_dead_letter_queue_for_smaller_messages() {
        deadLetters.put(MAXIMUM_MESSAGE_SIZE, "262144");

        check();

        assertOnly(DEAD_LETTERS, "its maximum message size is 262144 bytes, less than that of " + QUEUE);
    }

    @Test
    void should_log_a_mismatch_once_and_when_it_is_mended() {
        try (LogLines log = new LogLines(QueueChecks.class.getName())) {
            queue.put(VISIBILITY_TIMEOUT, "0");
            check();
            check();
            queue.put(VISIBILITY_TIMEOUT, "20");
            check();

            assertThat(log.all().stream()
                            .filter(line -> !line.startsWith("DEBUG"))
                            .toList())
                    .satisfiesExactly(
                            found -> assertThat(found).startsWith("WARN queue " + QUEUE + ": its visibility timeout"),
                            mended -> assertThat(mended)
                                    .startsWith("INFO This is mended: queue " + QUEUE + ": its visibility timeout"));
            assertThat(checks.mismatches()).isEmpty();
        }
    }

    @Test
    void should_name_the_permission_that_is_missing() {
        sqs.fail(SqsException.builder()
                .awsErrorDetails(
                        AwsErrorDetails.builder().errorCode("AccessDenied").build())
                .build());

        check();

        assertThat(checks.mismatches())
                .extracting(QueueChecks.Mismatch::queue)
                .containsExactlyInAnyOrder(QUEUE, DEAD_LETTERS);
        assertThat(checks.mismatches())
                .allSatisfy(mismatch -> assertThat(mismatch.text()).contains("grant sqs:GetQueueAttributes"));
    }

    @Test
    void should_keep_what_it_found_while_sqs_fails() {
        queue.put(VISIBILITY_TIMEOUT, "0");
        check();
        sqs.fail(SdkClientException.create("connection refused"));

        check();

        assertThat(checks.mismatches()).hasSize(1);
    }

    @Test
    void should_be_ready_and_show_the_mismatches() {
        queue.put(VISIBILITY_TIMEOUT, "0");
        QueueReadiness readiness = new QueueReadiness("nanny-booking", checks);
        readiness.setCamelContext(new DefaultCamelContext());
        assertThat(readiness.call().getMessage()).isEmpty();

        check();

        HealthCheck.Result result = readiness.call();
        assertThat(result.getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(result.getMessage()).hasValueSatisfying(message -> assertThat(message)
                .startsWith("queue " + QUEUE + ": its visibility timeout is 0 s"));
        assertThat(readiness.isLiveness()).isFalse();
    }
}
