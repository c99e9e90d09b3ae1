package io.github.nannybooking.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.platform.settings.SettingsGroup;
import io.github.nannybooking.platform.sqs.QueueConfiguration;
import io.github.nannybooking.platform.sqs.QueueConfiguration.ReportedQueue;
import io.github.nannybooking.platform.sqs.QueueReports;
import io.github.nannybooking.testing.RouteTest;
import io.github.nannybooking.testing.ScriptedSqs;
import io.github.nannybooking.testing.TestSettings;
import java.util.List;
import org.apache.camel.BindToRegistry;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

class ReadQueuesRouteTest extends RouteTest {

    private final ScriptedSqs sqs = new ScriptedSqs();
    private final QueueConfiguration queues = new QueueConfiguration(List.of(
            new ReportedQueue("queue", "decline.queue"),
            new ReportedQueue("deadLetterQueue", "decline.dead-letter-queue")));
    private final SettingsGroup settings = TestSettings.with("booking.queues.ages", "false");

    /** Uses only the scripted SQS, not CloudWatch. */
    @BindToRegistry
    private final QueueReports queueReports =
            queues.queueReports(sqs, null, queues.queueChecks(sqs, settings), settings);

    @Test
    void should_return_the_counts_of_the_queues() throws Exception {
        sqs.put("UpdateJobApplicationsSQSQueue", 3, 2, 1).put("UpdateJobApplicationsSQSDLQ", 4, 0, 0);

        Exchange answer = template.request("direct:read-queues", exchange -> {});

        assertThat(answered(answer, 200))
                .hasToString(
                        "{\"queue\":{\"name\":\"UpdateJobApplicationsSQSQueue\",\"visible\":3,\"inFlight\":2,\"delayed\":1,\"mismatches\":[]},"
                                + "\"deadLetterQueue\":{\"name\":\"UpdateJobApplicationsSQSDLQ\",\"visible\":4,\"inFlight\":0,\"delayed\":0,\"mismatches\":[]}}");
    }

    @Test
    void should_answer_503_when_sqs_fails() throws Exception {
        sqs.fail(SdkClientException.create("connection refused"));

        Exchange answer = template.request("direct:read-queues", exchange -> {});

        assertThat(answered(answer, 503).get("title").textValue()).isEqualTo("Service unavailable");
    }
}
