package io.github.nannybooking.platform.http.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.platform.correlation.CorrelationId;
import io.github.nannybooking.platform.http.problem.Problem;
import io.github.nannybooking.platform.http.problem.Problems;
import java.nio.ByteBuffer;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The route configuration {@value #ID}: answers each exception of a route with a problem, never with a stack trace or an
 * empty body. Every route of an HTTP request uses it.
 */
final class ProblemAnswers extends RouteConfigurationBuilder {

    static final String ID = "answer-with-problems";

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);

    private static final int MAX_BUFFERED = 32_768;

    private final ObjectMapper mapper;
    private final String retryAfter;

    /** @param retryAfter the header Retry-After of a temporary problem, in seconds */
    ProblemAnswers(ObjectMapper mapper, String retryAfter) {
        this.mapper = mapper;
        this.retryAfter = retryAfter;
    }

    @Override
    public void configuration() {
        RouteConfigurationDefinition routes = routeConfiguration(ID);
        routes.interceptFrom().process(this::begin);
        routes.onCompletion().modeBeforeConsumer().process(ProblemAnswers::buffer);
        routes.onException(Exception.class).handled(true).process(this::answer);
    }

    /** {@link AnswerHeaders} has put the correlation id into the answer. */
    private void begin(Exchange exchange) {
        if (exchange.getMessage() instanceof HttpMessage http) {
            CorrelationId.set(exchange, http.getResponse().headers().get(CorrelationId.HEADER));
            IdempotencyKey.set(exchange, http.getRequest());
        }
    }

    /**
     * Camel sends a buffer at once, but reads bytes and streams piece by piece, each time in another thread. A long answer
     * is not buffered, so that a caller who does not read it does not fill the memory.
     */
    private static void buffer(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        if (body instanceof byte[] bytes && bytes.length <= MAX_BUFFERED
                || body instanceof StreamCache stream && stream.inMemory() && stream.length() <= MAX_BUFFERED) {
            exchange.getMessage().setBody(ByteBuffer.wrap(exchange.getMessage().getBody(byte[].class)));
        }
    }

    private void answer(Exchange exchange) throws Exception {
        Exception thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Problem problem = Problems.of(thrown);
        log(exchange.getExchangeId(), problem, thrown);
        exchange.getMessage()
                .setBody(mapper.writeValueAsBytes(
                        problem.bodyOf(exchange.getContext().getName())));
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, problem.status());
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, Problem.MEDIA_TYPE);
        if (problem.isTemporary()) {
            exchange.getMessage().setHeader("Retry-After", retryAfter);
        }
    }

    /** Logs a stack trace only for unexpected errors: an outage would fill the log with equal ones. */
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
