package io.github.nannybooking.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.queue.QueueConfiguration;
import io.github.nannybooking.queue.QueueReports;
import io.github.nannybooking.testing.RouteTest;
import io.github.nannybooking.testing.ScriptedSqs;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.Exchange;
import org.apache.camel.main.MainConfigurationProperties;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;

class ReadQueuesRouteTest extends RouteTest {

    private final ScriptedSqs sqs = new ScriptedSqs();

    /** Stands in for the bean that asks AWS. */
    public static final class Reports implements CamelConfiguration {

        private final QueueReports reports;

        Reports(SqsClient sqs) {
            reports = new QueueConfiguration().queueReports(sqs, null, "declines", "dead-letters", false);
        }

        @BindToRegistry
        public Reports queueReports() {
            return this;
        }

        public QueueReports.Report report() {
            return reports.report();
        }
    }

    @Override
    protected void configure(MainConfigurationProperties main) {
        // before the others: the first bean of a name is the one that counts
        main.addConfiguration(new Reports(sqs));
        super.configure(main);
    }

    @Test
    void should_tell_what_is_in_the_queues() throws Exception {
        sqs.put("declines", 3, 2, 1).put("dead-letters", 4, 0, 0);

        Exchange answer = template.request("direct:read-queues", exchange -> {});

        assertThat(json(answer))
                .hasToString(
                        "{\"queue\":{\"name\":\"declines\",\"visible\":3,\"inFlight\":2,\"delayed\":1},"
                                + "\"deadLetterQueue\":{\"name\":\"dead-letters\",\"visible\":4,\"inFlight\":0,\"delayed\":0}}");
    }

    @Test
    void should_answer_503_when_sqs_fails() throws Exception {
        sqs.fail(SdkClientException.create("connection refused"));

        Exchange answer = template.request("direct:read-queues", exchange -> {});

        assertThat(answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(503);
        assertThat(json(answer).get("title").textValue()).isEqualTo("Service unavailable");
    }

    private static JsonNode json(Exchange answer) throws Exception {
        return new ObjectMapper().readTree(answer.getMessage().getBody(byte[].class));
    }
}
