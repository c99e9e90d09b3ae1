package io.github.nannybooking.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.job.Job;
import io.github.nannybooking.job.NewJob;
import io.github.nannybooking.platform.access.Caller;
import io.github.nannybooking.testing.RouteTest;
import java.util.Set;
import org.apache.camel.BindToRegistry;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreateJobRouteTest extends RouteTest {

    private static final Caller MARIA = new Caller("maria", Set.of("parent"));
    private static final String JOB = """
            {"jobType": "CLEANING", "startDate": "2026-12-05", "endDate": "2026-12-06", "startTime": "17:30",
             "endTime": "09:00", "longitude": 0, "latitude": 0, "address": "x", "city": "y", "cost": 1.50}""";

    @BindToRegistry("jobs")
    private final Table table = new Table();

    @BindToRegistry("keptAnswers")
    private final Kept kept = new Kept();

    /** Stands in for the bean that reads kept answers from DynamoDB. */
    public static final class Kept {

        private String answer;

        public void repeat(Exchange exchange) {
            if (answer != null) {
                exchange.getMessage().setBody(answer);
                exchange.setRouteStop(true);
            }
        }
    }

    /** Stands in for the bean that talks to DynamoDB. */
    public static final class Table {

        private NewJob created;

        public Job create(NewJob job) {
            created = job;
            return new Job(
                    "j1", job.username(), null, "OPEN", null, null, null, null, null, null, null, null, job.cost());
        }

        /** Only other routes call this method. */
        public void parse() {}

        /** Only other routes call this method. */
        public void listOpen() {}
    }

    @Test
    void should_create_a_job_of_the_caller_and_return_its_location() throws Exception {
        Exchange answer = create(JOB, MARIA);

        assertThat(answered(answer, 201))
                .hasToString("{\"id\":\"j1\",\"username\":\"maria\",\"jobStatus\":\"OPEN\",\"cost\":1.5}");
        assertThat(answer.getMessage().getHeader("Location")).isEqualTo("/jobs/j1");
        assertThat(table.created.username()).isEqualTo("maria");
    }

    @Test
    void should_create_no_job_when_the_answer_is_kept() throws Exception {
        kept.answer = "{}";

        assertThat(answered(create(JOB, MARIA), 200)).hasToString("{}");
        assertThat(table.created).isNull();
    }

    @Test
    void should_not_create_a_job_in_the_name_of_another_user() throws Exception {
        answered(create(JOB.replace("{", "{\"username\": \"joao\","), MARIA), 403);

        assertThat(table.created).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "null", "[]"})
    void should_not_create_an_invalid_job(String body) throws Exception {
        answered(create(body, MARIA), 400);

        assertThat(table.created).isNull();
    }

    @Test
    void should_put_no_job_without_an_owner() throws Exception {
        assertThat(answered(create(JOB, Caller.ANONYMOUS), 400).get("detail").textValue())
                .startsWith("username: ");
    }

    private Exchange create(String body, Caller caller) {
        return template.request("direct:create-job", exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeader(Caller.HEADER, caller);
        });
    }
}
