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
    void should_return_the_state_of_the_booking() throws Exception {
        aws.thenAnswer("""
                {"Item": {"username": {"S": "maria"}, "jobId": {"S": "j1"}, "acceptedApplicationId": {"S": "a0"},
                          "bookingStatus": {"S": "DECLINING"}, "bookedOn": {"N": "1795000000"}, "checks": {"N": "0"}}}""");
        aws.thenAnswer("{\"Items\": [%s, %s]}".formatted(application("a1", "PENDING"), application("a2", "DECLINED")));

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
    void should_answer_400_when_the_path_has_no_valid_job(String jobId) throws Exception {
        assertThat(read(jobId, 400).get("detail").textValue()).startsWith("jobId: ");

        assertThat(aws.requests()).isEmpty();
    }

    private static String application(String id, String status) {
        return """
                {"PK": {"S": "JOB#j1#APPLICATION#%1$s"}, "SK": {"S": "JOB#j1#APPLICATION#%1$s"},
                 "GSI1PK": {"S": "JOB#j1"}, "GSI1SK": {"S": "APPLICATION#%1$s"},
                 "jobApplicationStatus": {"S": "%2$s"}}""".formatted(id, status);
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
