package io.github.nannybooking.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.application.Application;
import io.github.nannybooking.application.JobQuery;
import io.github.nannybooking.application.JobReport;
import io.github.nannybooking.job.Job;
import io.github.nannybooking.job.NoSuchJobException;
import io.github.nannybooking.platform.access.Caller;
import io.github.nannybooking.testing.RouteTest;
import java.util.List;
import java.util.Set;
import org.apache.camel.BindToRegistry;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.junit.jupiter.api.Test;

class ReadJobRouteTest extends RouteTest {

    private static final Caller MARIA = new Caller("maria", Set.of("parent"));
    private static final Caller JOAO = new Caller("joao", Set.of("parent"));

    @BindToRegistry("applicationReports")
    private final Stand stand = new Stand();

    /** Stands in for the bean that talks to DynamoDB. */
    public static final class Stand {

        private JobQuery asked;

        public JobQuery parseJobQuery(@Header("jobId") String jobId, @Header(Exchange.HTTP_QUERY) String query) {
            return new JobQuery(jobId, "100", query);
        }

        public JobReport readJob(JobQuery query, @Header(Caller.HEADER) Caller caller) {
            asked = query;
            if (!caller.equals(MARIA)) {
                throw new NoSuchJobException(query.jobId());
            }
            Job job = new Job("j1", "maria", null, null, null, null, null, null, null, null, null, null, null);
            return new JobReport(job, List.of(new Application("a1", "j1", "ana", "PENDING", 1L)), null);
        }

        /** Only other routes call this method. */
        public Object parseNannyQuery() {
            throw new UnsupportedOperationException();
        }

        /** Only other routes call this method. */
        public Object listByNanny() {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void should_return_a_job_with_its_applications() throws Exception {
        assertThat(answered(read("j1", null, MARIA), 200))
                .hasToString(
                        "{\"id\":\"j1\",\"username\":\"maria\",\"applications\":[{\"id\":\"a1\",\"jobId\":\"j1\",\"username\":\"ana\",\"jobApplicationStatus\":\"PENDING\",\"createdOn\":1}]}");
    }

    @Test
    void should_answer_404_to_a_parent_who_does_not_own_the_job() throws Exception {
        assertThat(answered(read("j1", null, JOAO), 404).get("title").textValue())
                .isEqualTo("No such job");
    }

    @Test
    void should_not_look_up_an_invalid_job_id() throws Exception {
        assertThat(answered(read("j#1", "a#1", MARIA), 400).get("detail").textValue())
                .startsWith("cursor: must be one that was answered as next; jobId: must be a text");
        assertThat(stand.asked).isNull();
    }

    private Exchange read(String jobId, String query, Caller caller) {
        return template.request("direct:read-job", exchange -> {
            exchange.getMessage().setHeader("jobId", jobId);
            exchange.getMessage().setHeader(Exchange.HTTP_QUERY, query);
            exchange.getMessage().setHeader(Caller.HEADER, caller);
        });
    }
}
