package io.github.nannybooking.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.platform.sqs.QueueConfiguration;
import io.github.nannybooking.platform.sqs.QueueReports;
import io.github.nannybooking.testing.RouteTest;
import io.github.nannybooking.testing.ScriptedSqs;
import org.apache.camel.BindToRegistry;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

class ReadQueuesRouteTest extends RouteTest {

    private final ScriptedSqs sqs = new ScriptedSqs();

    /** Asks the scripted SQS alone, and no CloudWatch. */
    @BindToRegistry
    private final QueueReports queueReports =
            new QueueConfiguration().queueReports(sqs, null, "declines", "dead-letters", false);

    @Test
    void should_tell_what_is_in_the_queues() throws Exception {
        sqs.put("declines", 3, 2, 1).put("dead-letters", 4, 0, 0);

        Exchange answer = template.request("direct:read-queues", exchange -> {});

        assertThat(answered(answer, 200))
                .hasToString(
                        "{\"queue\":{\"name\":\"declines\",\"visible\":3,\"inFlight\":2,\"delayed\":1},"
                                + "\"deadLetterQueue\":{\"name\":\"dead-letters\",\"visible\":4,\"inFlight\":0,\"delayed\":0}}");
    }

    @Test
    void should_answer_503_when_sqs_fails() throws Exception {
        sqs.fail(SdkClientException.create("connection refused"));

        Exchange answer = template.request("direct:read-queues", exchange -> {});

        assertThat(answered(answer, 503).get("title").textValue()).isEqualTo("Service unavailable");
    }
}
