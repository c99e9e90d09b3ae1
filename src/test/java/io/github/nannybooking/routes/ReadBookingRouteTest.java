package io.github.nannybooking.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.nannybooking.platform.access.Caller;
import io.github.nannybooking.testing.RouteTest;
import io.github.nannybooking.testing.ScriptedAws;
import java.util.Map;
import org.apache.camel.component.aws2.ddb.Ddb2Constants;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ReadBookingRouteTest extends RouteTest {

    private ScriptedAws aws;
    private MockEndpoint table;

    @Override
    protected void setupResources() throws Exception {
        aws = new ScriptedAws();
    }

    @Override
    protected void cleanupResources() {
        aws.close();
    }

    @BeforeEach
    void findMock() {
        table = getMockEndpoint("mock:aws2-ddb:babysitter");
    }

    @Test
    void should_answer_where_the_booking_stands() throws Exception {
        table.whenAnyExchangeReceived(exchange -> exchange.getMessage()
                .setHeader(
                        Ddb2Constants.ATTRIBUTES,
                        Map.of(
                                "username", AttributeValue.fromS("maria"),
                                "jobId", AttributeValue.fromS("j1"),
                                "acceptedApplicationId", AttributeValue.fromS("a0"),
                                "bookingStatus", AttributeValue.fromS("DECLINING"),
                                "bookedOn", AttributeValue.fromN("1795000000"),
                                "checks", AttributeValue.fromN("0"))));
        aws.thenAnswer("""
                {"Items": [{"GSI1SK": {"S": "APPLICATION#a1"}, "jobApplicationStatus": {"S": "PENDING"}},
                           {"GSI1SK": {"S": "APPLICATION#a2"}, "jobApplicationStatus": {"S": "DECLINED"}}]}""");

        assertThat(read("j1", 200))
                .hasToString("{\"jobId\":\"j1\",\"acceptedApplicationId\":\"a0\",\"bookingStatus\":\"DECLINING\","
                        + "\"applications\":{\"pending\":1,\"declined\":1,\"failed\":0},\"bookedOn\":1795000000}");
    }

    @Test
    void should_answer_404_when_the_job_has_no_booking() throws Exception {
        table.whenAnyExchangeReceived(exchange -> exchange.getMessage().setHeader(Ddb2Constants.ATTRIBUTES, Map.of()));
        AttributeValue key = AttributeValue.fromS("BOOKING#j1");
        table.expectedHeaderReceived(Ddb2Constants.KEY, Map.of("PK", key, "SK", key));

        assertThat(read("j1", 404).get("title").textValue()).isEqualTo("No such booking");

        MockEndpoint.assertIsSatisfied(context);
    }

    @ParameterizedTest
    @ValueSource(strings = {"j#1", " ", "j\u00001"})
    void should_answer_400_when_the_path_names_no_job(String jobId) throws Exception {
        table.expectedMessageCount(0);

        assertThat(read(jobId, 400).get("detail").textValue()).startsWith("jobId: ");

        MockEndpoint.assertIsSatisfied(context);
    }

    private JsonNode read(String jobId, int status) throws Exception {
        return answered(
                fluentTemplate
                        .to("direct:read-booking")
                        .withHeader("jobId", jobId)
                        .withHeader(Caller.HEADER, Caller.ANYBODY)
                        .send(),
                status);
    }
}
