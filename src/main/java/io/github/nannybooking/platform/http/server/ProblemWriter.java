package io.github.nannybooking.platform.http.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.platform.correlation.CorrelationId;
import io.github.nannybooking.platform.http.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Answers a request with a problem in the HTTP server, before any route, and logs it. */
public final class ProblemWriter {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemWriter.class);

    private final CamelContext context;
    private final Counters counters;
    private final ObjectMapper mapper;
    private final AnswerHeaders headers;
    private final String retryAfter;

    /** @param retryAfter the header Retry-After of a temporary problem, in seconds */
    ProblemWriter(CamelContext context, ObjectMapper mapper, AnswerHeaders headers, String retryAfter) {
        this.context = context;
        this.counters = new Counters(context);
        this.mapper = mapper;
        this.headers = headers;
        this.retryAfter = retryAfter;
    }

    /**
     * Sends the answer. Headers that it already has are kept.
     *
     * @return succeeds when the answer is sent
     */
    public Future<Void> answer(HttpServerRequest request, Problem problem) {
        return answer(request, problem, null);
    }

    /** @param cause for the log; null if the problem contains all details */
    Future<Void> answer(HttpServerRequest request, Problem problem, Throwable cause) {
        return answer(request, problem, cause, level(problem.status()));
    }

    /**
     * Answers a request whose caller is unknown, or exceeds a limit. It is counted, and logged at DEBUG only: a flood of
     * such requests costs its sender nothing, and would fill the log.
     */
    public void refuse(HttpServerRequest request, Problem problem) {
        counters.increment("refused.requests", "status", String.valueOf(problem.status()));
        answer(request, problem, null, Level.DEBUG);
    }

    private Future<Void> answer(HttpServerRequest request, Problem problem, Throwable cause, Level level) {
        headers.set(request);
        HttpServerResponse response = request.response();
        CorrelationId.under(response.headers().get(CorrelationId.HEADER), () -> log(request, problem, cause, level));
        if (problem.isTemporary()) {
            response.putHeader(HttpHeaders.RETRY_AFTER, retryAfter);
        }
        try {
            return response.setStatusCode(problem.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .end(Buffer.buffer(mapper.writeValueAsBytes(problem.bodyOf(context.getName()))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Logs neither the URI nor a header, which may contain a token. */
    private static void log(HttpServerRequest request, Problem problem, Throwable cause, Level level) {
        LOG.atLevel(level)
                .setCause(cause)
                .log(
                        "{} is answered with {} {}",
                        // Vert.x sets the method GET on an invalid request
                        request.decoderResult().isSuccess() ? request.method() : "No request",
                        problem.status(),
                        problem.title());
    }

    private static Level level(int status) {
        if (status == 500) {
            return Level.ERROR;
        }
        return status < 500 ? Level.INFO : Level.WARN;
    }
}
