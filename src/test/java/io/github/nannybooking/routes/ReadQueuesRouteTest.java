package io.github.nannybooking.routes;

import static org.assertj.core.api.Assertions.assertThat;

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

    /** Asks only the scripted SQS, and no CloudWatch. */
    @BindToRegistry
    private final QueueReports queueReports = new QueueConfiguration(List.of(
                    new ReportedQueue("queue", "decline.queue"),
                    new ReportedQueue("deadLetterQueue", "decline.dead-letter-queue")))
            .queueReports(sqs, null, TestSettings.with("booking.queues.ages", "false"));

    @Test
    void should_report_what_is_in_the_queues() throws Exception {
        sqs.put("UpdateJobApplicationsSQSQueue", 3, 2, 1).put("UpdateJobApplicationsSQSDLQ", 4, 0, 0);

        Exchange answer = template.request("direct:read-queues", exchange -> {});

        assertThat(answered(answer, 200))
                .hasToString(
                        "{\"queue\":{\"name\":\"UpdateJobApplicationsSQSQueue\",\"visible\":3,\"inFlight\":2,\"delayed\":1},"
                                + "\"deadLetterQueue\":{\"name\":\"UpdateJobApplicationsSQSDLQ\",\"visible\":4,\"inFlight\":0,\"delayed\":0}}");
    }

    @Test
    void should_answer_503_when_sqs_fails() throws Exception {
        sqs.fail(SdkClientException.create("connection refused"));

        Exchange answer = template.request("direct:read-queues", exchange -> {});

        assertThat(answered(answer, 503).get("title").textValue()).isEqualTo("Service unavailable");
    }
}
