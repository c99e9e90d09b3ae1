package io.github.nannybooking.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.nannybooking.platform.access.Caller;
import io.github.nannybooking.testing.RouteTest;
import io.github.nannybooking.testing.ScriptedAws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadBookingRouteTest extends RouteTest {

    private ScriptedAws aws;

    @Override
    protected void setupResources() throws Exception {
        aws = new ScriptedAws();
    }

    @Override
    protected void cleanupResources() {
        aws.close();
    }

    @Test
    void should_answer_where_the_booking_stands() throws Exception {
        aws.thenAnswer("""
                {"Item": {"username": {"S": "maria"}, "jobId": {"S": "j1"}, "acceptedApplicationId": {"S": "a0"},
                          "bookingStatus": {"S": "DECLINING"}, "bookedOn": {"N": "1795000000"}, "checks": {"N": "0"}}}""");
        aws.thenAnswer("""
                {"Items": [{"GSI1SK": {"S": "APPLICATION#a1"}, "jobApplicationStatus": {"S": "PENDING"}},
                           {"GSI1SK": {"S": "APPLICATION#a2"}, "jobApplicationStatus": {"S": "DECLINED"}}]}""");

        assertThat(read("j1", 200))
                .hasToString("{\"jobId\":\"j1\",\"acceptedApplicationId\":\"a0\",\"bookingStatus\":\"DECLINING\","
                        + "\"applications\":{\"pending\":1,\"declined\":1,\"failed\":0},\"bookedOn\":1795000000}");
    }

    @Test
    void should_answer_404_when_the_job_has_no_booking() throws Exception {
        aws.thenAnswer("{}");

        assertThat(read("j1", 404).get("title").textValue()).isEqualTo("No such booking");

        assertThat(aws.operations()).containsExactly("GetItem");
        assertThat(aws.requests().get(0).body())
                .contains("\"PK\":{\"S\":\"BOOKING#j1\"}", "\"SK\":{\"S\":\"BOOKING#j1\"}", "\"ConsistentRead\":true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"j#1", " ", "j\u00001"})
    void should_answer_400_when_the_path_names_no_job(String jobId) throws Exception {
        assertThat(read(jobId, 400).get("detail").textValue()).startsWith("jobId: ");

        assertThat(aws.requests()).isEmpty();
    }

    private JsonNode read(String jobId, int status) throws Exception {
        return answered(
                fluentTemplate
                        .to("direct:read-booking")
                        .withHeader("jobId", jobId)
                        .withHeader(Caller.HEADER, Caller.ANONYMOUS)
                        .send(),
                status);
    }
}
