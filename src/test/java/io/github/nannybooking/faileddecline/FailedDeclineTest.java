package io.github.nannybooking.faileddecline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class FailedDeclineTest {

    private static final String ID = "9ddd9c83-a841-3594-a70c-950f3022f03c";

    @Test
    void should_be_retried_in_the_message_group_of_its_job() {
        assertThat(ofJob("j1").messageGroup()).isEqualTo("j1");
        assertThat(ofJob("job of Zoë").messageGroup()).matches("[0-9a-f-]{36}");
    }

    @Test
    void should_be_retried_in_a_message_group_of_its_own_when_it_has_no_job() {
        assertThat(ofJob(null).messageGroup()).isEqualTo(ID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{c1}", "c\u0001"})
    void should_ignore_a_correlation_id_that_a_message_can_not_have(String correlationId) {
        FailedDecline failed = FailedDecline.of(Map.of(
                "PK",
                AttributeValue.fromS("FAILED_DECLINE#" + ID),
                "correlationId",
                AttributeValue.fromS(correlationId)));

        assertThat(failed.correlationId()).isNull();
    }

    private static FailedDecline ofJob(String jobId) {
        return new FailedDecline(ID, jobId, null, "unforeseen", null, null, 1, 1, "m1", "c1", "body");
    }
}
