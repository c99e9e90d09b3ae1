package io.github.nannybooking.platform.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.platform.http.problem.Problem;
import io.github.nannybooking.platform.http.problem.ProblemException;
import java.nio.ByteBuffer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProblemAnswersTest {

    private final CamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void should_answer_the_exception_of_a_route_with_a_problem() throws Exception {
        context.addRoutesConfigurations(new ProblemAnswers(new ObjectMapper(), "2"));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:fail").routeConfigurationId(ProblemAnswers.ID).process(exchange -> {
                    throw new ProblemException(Problem.serviceUnavailable("no luck"));
                });
            }
        });
        context.start();

        Exchange answer =
                context.createFluentProducerTemplate().to("direct:fail").request(Exchange.class);

        assertThat(answer.getException()).isNull();
        assertThat(answer.getMessage().getBody(String.class)).contains("no luck");
        assertThat(answer.getMessage().getHeaders())
                .containsEntry(Exchange.HTTP_RESPONSE_CODE, 503)
                .containsEntry(Exchange.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .containsEntry("Retry-After", "2");
    }

    @Test
    void should_answer_with_a_buffer_which_needs_no_further_thread() throws Exception {
        context.addRoutesConfigurations(new ProblemAnswers(new ObjectMapper(), "2"));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:bytes").routeConfigurationId(ProblemAnswers.ID).setBody(constant(new byte[] {1, 2}));
            }
        });
        context.start();

        Object answer =
                context.createFluentProducerTemplate().to("direct:bytes").request(Object.class);

        assertThat(answer).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
    }
}
