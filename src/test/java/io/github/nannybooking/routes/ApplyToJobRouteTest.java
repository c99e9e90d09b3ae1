package io.github.nannybooking.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.nannybooking.application.Application;
import io.github.nannybooking.application.ApplicationRequest;
import io.github.nannybooking.application.NewApplication;
import io.github.nannybooking.platform.access.Caller;
import io.github.nannybooking.platform.http.problem.Problem;
import io.github.nannybooking.platform.http.problem.ProblemException;
import io.github.nannybooking.testing.RouteTest;
import java.util.Set;
import org.apache.camel.BindToRegistry;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.junit.jupiter.api.Test;

class ApplyToJobRouteTest extends RouteTest {

    private static final Caller ANA = new Caller("ana", Set.of("nanny"));

    @BindToRegistry("applicationTransaction")
    private final Stand stand = new Stand();

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
    public static final class Stand {

        private boolean appliedBefore;
        private NewApplication applied;

        public NewApplication build(@Header("jobId") String jobId, @Body ApplicationRequest request) {
            return NewApplication.of(jobId, request);
        }

        public void requireFirst(NewApplication application) {
            if (appliedBefore) {
                throw new ProblemException(Problem.of(409, "Already applied", "before"));
            }
        }

        public Application apply(NewApplication application) {
            applied = application;
            return new Application(
                    application.applicationId(), application.jobId(), application.username(), "PENDING", 1L);
        }
    }

    @Test
    void should_apply_for_the_caller_and_return_the_location() throws Exception {
        Exchange answer = apply("{}", "j1", ANA);

        JsonNode application = answered(answer, 201);
        assertThat(application.get("username").textValue()).isEqualTo("ana");
        assertThat(application.get("id").textValue()).isEqualTo(stand.applied.applicationId());
        assertThat(answer.getMessage().getHeader("Location")).isEqualTo("/users/ana/applications");
    }

    @Test
    void should_use_the_same_id_for_each_application_of_a_nanny_to_a_job() throws Exception {
        JsonNode first = answered(apply("{}", "j1", ANA), 201).get("id");

        assertThat(answered(apply("{\"username\": \"ana\"}", "j1", ANA), 201).get("id"))
                .isEqualTo(first);
        assertThat(answered(apply("{}", "j2", ANA), 201).get("id")).isNotEqualTo(first);
    }

    @Test
    void should_not_apply_again() throws Exception {
        stand.appliedBefore = true;

        assertThat(answered(apply("{}", "j1", ANA), 409).get("title").textValue())
                .isEqualTo("Already applied");
        assertThat(stand.applied).isNull();
    }

    @Test
    void should_not_apply_again_when_the_answer_is_kept() throws Exception {
        stand.appliedBefore = true;
        kept.answer = "{}";

        assertThat(answered(apply("{}", "j1", ANA), 200)).hasToString("{}");
        assertThat(stand.applied).isNull();
    }

    @Test
    void should_not_apply_in_the_name_of_another_user() throws Exception {
        answered(apply("{\"username\": \"eva\"}", "j1", ANA), 403);

        assertThat(stand.applied).isNull();
    }

    @Test
    void should_apply_for_the_user_of_the_body_without_authentication() throws Exception {
        answered(apply("{\"username\": \"eva\"}", "j1", Caller.ANONYMOUS), 201);

        assertThat(stand.applied.username()).isEqualTo("eva");
    }

    @Test
    void should_not_apply_to_an_invalid_job_id() throws Exception {
        assertThat(answered(apply("{}", "j#1", ANA), 400).get("detail").textValue())
                .startsWith("jobId: ");
        assertThat(stand.applied).isNull();
    }

    private Exchange apply(String body, String jobId, Caller caller) {
        return template.request("direct:apply-to-job", exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeader("jobId", jobId);
            exchange.getMessage().setHeader(Caller.HEADER, caller);
        });
    }
}
