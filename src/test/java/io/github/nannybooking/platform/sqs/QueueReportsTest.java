package io.github.nannybooking.platform.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.testing.ScriptedSqs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

class QueueReportsTest {

    private final ScriptedSqs sqs = new ScriptedSqs();

    @Test
    void should_report_the_messages_of_both_queues() throws Exception {
        sqs.put("declines", 7, 5, 3).put("dead-letters", 2, 0, 0);

        assertThat(json(Map.of("declines", 61L, "dead-letters", 86_400L)))
                .isEqualTo(
                        "{\"queue\":{\"name\":\"declines\",\"visible\":7,\"inFlight\":5,\"delayed\":3,\"oldestAgeSeconds\":61,\"mismatches\":[\"wrong\"]},"
                                + "\"deadLetterQueue\":{\"name\":\"dead-letters\",\"visible\":2,\"inFlight\":0,\"delayed\":0,\"oldestAgeSeconds\":86400,\"mismatches\":[]}}");
    }

    @Test
    void should_omit_an_unknown_age() throws Exception {
        sqs.put("declines", 7, 5, 3).put("dead-letters", 0, 0, 0);

        assertThat(json(Map.of("declines", 0L)))
                .contains("\"delayed\":3,\"oldestAgeSeconds\":0,")
                .endsWith("\"delayed\":0,\"mismatches\":[]}}");
    }

    private String json(Map<String, Long> ages) throws Exception {
        QueueReports reports = new QueueReports(sqs, names -> ages, QueueReportsTest::mismatches, queues("declines"));
        return new ObjectMapper().writeValueAsString(reports.report());
    }

    private static List<String> mismatches(String queue) {
        return queue.equals("declines") ? List.of("wrong") : List.of();
    }

    @Test
    void should_report_the_name_of_a_queue_configured_by_its_url() {
        String url = "https://sqs.us-east-1.amazonaws.com/123456789012/declines";
        sqs.put(url, 1, 0, 0).put("dead-letters", 0, 0, 0);

        Map<String, QueueReports.Contents> report =
                new QueueReports(sqs, names -> Map.of("declines", 9L), name -> List.of(), queues(url)).report();

        assertThat(report.get("queue")).isEqualTo(new QueueReports.Contents("declines", 1, 0, 0, 9L, List.of()));
    }

    private static Map<String, String> queues(String declines) {
        Map<String, String> queues = new LinkedHashMap<>();
        queues.put("queue", declines);
        queues.put("deadLetterQueue", "dead-letters");
        return queues;
    }

    @Test
    void should_fail_when_sqs_fails() {
        sqs.fail(SdkClientException.create("connection refused"));

        assertThatThrownBy(() -> json(Map.of())).hasMessage("connection refused");
    }
}
