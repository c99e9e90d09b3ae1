package io.github.nannybooking.platform.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.platform.aws.AwsConfiguration;
import io.github.nannybooking.platform.aws.RequestBudget;
import io.github.nannybooking.platform.http.problem.Problem;
import io.github.nannybooking.platform.http.problem.ProblemException;
import io.github.nannybooking.testing.TestSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProblemAnswersTest {

    private final RequestBudget budget = new AwsConfiguration().requestBudget(TestSettings.with());
    private final List<Optional<Duration>> left = new ArrayList<>();
    private final CamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() throws Exception {
        context.addRoutesConfigurations(new ProblemAnswers(new ObjectMapper(), budget, "2"));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:work")
                        .routeConfigurationId(ProblemAnswers.ID)
                        .to("direct:part")
                        .process(exchange -> left.add(budget.left()));
                from("direct:part").process(exchange -> left.add(budget.left()));
                from("direct:fail").routeConfigurationId(ProblemAnswers.ID).process(exchange -> {
                    throw new ProblemException(Problem.of(409, "No luck", "at all"));
                });
            }
        });
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void should_share_the_budget_of_a_route_with_the_routes_that_it_calls_and_end_it_with_the_route() {
        request("direct:work");

        assertThat(left).hasSize(2).allSatisfy(duration -> assertThat(duration.orElseThrow())
                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5)));
        assertThat(budget.left()).isEmpty();
    }

    @Test
    void should_end_the_budget_of_a_route_that_fails() {
        Exchange answer = request("direct:fail");

        assertThat(answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(409);
        assertThat(budget.left()).isEmpty();
    }

    private Exchange request(String endpoint) {
        return context.createFluentProducerTemplate().to(endpoint).request(Exchange.class);
    }
}
