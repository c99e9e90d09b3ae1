package io.github.nannybooking.platform.http.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.platform.aws.RequestBudget;
import io.github.nannybooking.platform.correlation.CorrelationId;
import io.github.nannybooking.platform.http.problem.Problem;
import io.github.nannybooking.platform.http.problem.Problems;
import io.github.nannybooking.platform.settings.Settings;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The route configuration {@value #ID}: whatever a route throws is answered with a problem, never with a stack trace or
 * an empty body, and AWS keeps no caller waiting longer than the budget of a request. Every route behind an HTTP entry
 * names it.
 */
final class ProblemAnswers extends RouteConfigurationBuilder {

    static final String ID = "answer-with-problems";

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);

    private final ObjectMapper mapper;
    private final RequestBudget budget;

    ProblemAnswers(ObjectMapper mapper, RequestBudget budget) {
        this.mapper = mapper;
        this.budget = budget;
    }

    @Override
    public void configuration() {
        RouteConfigurationDefinition routes = routeConfiguration(ID);
        routes.interceptFrom().process(this::begin);
        // before the consumer, as that goes on in another thread to write the answer
        routes.onCompletion().modeBeforeConsumer().process(exchange -> budget.end());
        routes.onException(Exception.class).handled(true).process(this::answer);
    }

    /** The answer has the correlation id already, see {@link AnswerHeaders}. */
    private void begin(Exchange exchange) {
        if (exchange.getMessage() instanceof HttpMessage http) {
            CorrelationId.set(exchange, http.getResponse().headers().get(CorrelationId.HEADER));
        }
        budget.begin();
    }

    private void answer(Exchange exchange) throws Exception {
        Exception thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Problem problem = Problems.of(thrown);
        log(exchange.getExchangeId(), problem, thrown);
        exchange.getMessage().setBody(mapper.writeValueAsBytes(problem));
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, problem.status());
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, Problem.MEDIA_TYPE);
        if (problem.status() == Problem.SERVICE_UNAVAILABLE) {
            exchange.getMessage().setHeader("Retry-After", Settings.text(exchange.getContext(), "booking.retry-after"));
        }
    }

    /** A stack trace only for what nobody thought of: an outage would fill the log with the same one. */
    private static void log(String exchangeId, Problem problem, Exception thrown) {
        if (problem.status() == Problem.SERVICE_UNAVAILABLE) {
            LOG.warn("Exchange {} is answered with {}: {}", exchangeId, problem, thrown.toString());
        } else if (problem.status() >= 500) {
            LOG.error("Exchange {} is answered with {}", exchangeId, problem, thrown);
        } else {
            LOG.info("Exchange {} is answered with {}", exchangeId, problem);
        }
    }
}
