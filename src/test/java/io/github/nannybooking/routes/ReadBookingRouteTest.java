package io.github.nannybooking.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.testing.RouteTest;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.ddb.Ddb2Constants;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ReadBookingRouteTest extends RouteTest {

    private MockEndpoint table;

    @BeforeEach
    void findMock() {
        table = getMockEndpoint("mock:aws2-ddb:babysitter");
    }

    @Test
    void should_answer_404_when_the_job_has_no_booking() throws Exception {
        table.whenAnyExchangeReceived(exchange -> exchange.getMessage().setHeader(Ddb2Constants.ATTRIBUTES, Map.of()));
        AttributeValue key = AttributeValue.fromS("BOOKING#j1");
        table.expectedHeaderReceived(Ddb2Constants.KEY, Map.of("PK", key, "SK", key));

        assertThat(problem("j1", 404).get("title").textValue()).isEqualTo("No such booking");

        MockEndpoint.assertIsSatisfied(context);
    }

    @ParameterizedTest
    @ValueSource(strings = {"j#1", " ", "j\u00001"})
    void should_answer_400_when_the_path_names_no_job(String jobId) throws Exception {
        table.expectedMessageCount(0);

        assertThat(problem(jobId, 400).get("detail").textValue()).startsWith("jobId: ");

        MockEndpoint.assertIsSatisfied(context);
    }

    private JsonNode problem(String jobId, int status) throws Exception {
        Exchange answer = template.request(
                "direct:read-booking", exchange -> exchange.getMessage().setHeader("jobId", jobId));
        assertThat(answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(status);
        return new ObjectMapper().readTree(answer.getMessage().getBody(byte[].class));
    }
}
