package io.github.nannybooking.faileddecline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.decline.DeclineConfiguration;
import io.github.nannybooking.platform.http.json.JsonConfiguration;
import io.github.nannybooking.platform.sqs.DeadLetter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

class FailureReaderTest {

    private static final String MESSAGE = "{\"id\": \"a1\", \"jobId\": \"j1\"}";
    private static final long NOW = 1_796_491_800;

    private final FailureReader failures = new FailureReader(
            new DeclineConfiguration().declineMessage(new ObjectMapper(), new JsonConfiguration().validator()),
            Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC));

    @Test
    void should_read_all_attributes_of_a_dead_letter_of_the_application() {
        FailedDecline failed = failures.read(
                MESSAGE,
                attributes(Map.of(
                        "reason", "unforeseen",
                        "exception", "java.lang.IllegalStateException",
                        "attempts", "4",
                        "failedOn", "1796491700",
                        "originalMessageId", "m1",
                        "correlationId", "c1")),
                "m2");

        assertThat(failed)
                .isEqualTo(new FailedDecline(
                        "9ddd9c83-a841-3594-a70c-950f3022f03c",
                        "j1",
                        "a1",
                        "unforeseen",
                        "java.lang.IllegalStateException",
                        4L,
                        1_796_491_700,
                        1_796_491_700,
                        "m1",
                        "c1",
                        MESSAGE));
    }

    @Test
    void should_read_a_dead_letter_that_sqs_moved() {
        FailedDecline failed = failures.read(MESSAGE, Map.of(), "m1");

        assertThat(failed)
                .isEqualTo(new FailedDecline(
                        "9ddd9c83-a841-3594-a70c-950f3022f03c",
                        "j1",
                        "a1",
                        DeadLetter.NO_REASON,
                        null,
                        null,
                        NOW,
                        NOW,
                        "m1",
                        null,
                        MESSAGE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "a line\nof its own", "<script>", "é"})
    void should_ignore_an_invalid_correlation_id(String sent) {
        assertThat(failures.read(MESSAGE, attributes(Map.of("correlationId", sent)), "m1")
                        .correlationId())
                .isNull();
    }

    @Test
    void should_return_no_application_when_the_message_names_none() {
        FailedDecline failed = failures.read("poison", Map.of(), "m1");

        assertThat(failed.jobId()).isNull();
        assertThat(failed.applicationId()).isNull();
        assertThat(failed.body()).isEqualTo("poison");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "four", "1.5", "99999999999999999999", " ", "１"})
    void should_ignore_invalid_attributes(String nonsense) {
        FailedDecline failed =
                failures.read(MESSAGE, attributes(Map.of("attempts", nonsense, "failedOn", nonsense)), "m1");

        assertThat(failed.attempts()).isNull();
        assertThat(failed.lastFailedOn()).isEqualTo(NOW);
    }

    @Test
    void should_ignore_binary_attributes() {
        MessageAttributeValue binary = MessageAttributeValue.builder()
                .dataType("Binary")
                .binaryValue(SdkBytes.fromUtf8String("x"))
                .build();

        assertThat(failures.read(MESSAGE, Map.of("reason", binary), "m1").reason())
                .isEqualTo(DeadLetter.NO_REASON);
    }

    @Test
    void should_ignore_a_time_of_failure_in_the_future() {
        assertThat(failures.read(MESSAGE, attributes(Map.of("failedOn", "9999999999")), "m1")
                        .lastFailedOn())
                .isEqualTo(NOW);
    }

    private static Map<String, MessageAttributeValue> attributes(Map<String, String> texts) {
        return texts.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, text -> MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(text.getValue())
                        .build()));
    }
}
