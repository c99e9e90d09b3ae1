package io.github.nannybooking.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** Answers a request with a problem where no route does: in the HTTP server itself. */
public final class ProblemWriter {

    private final ObjectMapper mapper;
    private final String retryAfter;

    /** @param retryAfter what a 503 tells a caller to wait, in seconds */
    ProblemWriter(ObjectMapper mapper, String retryAfter) {
        this.mapper = mapper;
        this.retryAfter = retryAfter;
    }

    /**
     * Ends the answer; headers that it already has stay.
     *
     * @return succeeds when the answer is sent
     */
    public Future<Void> answer(HttpServerResponse response, Problem problem) {
        if (problem.status() == Problem.SERVICE_UNAVAILABLE) {
            response.putHeader(HttpHeaders.RETRY_AFTER, retryAfter);
        }
        try {
            return response.setStatusCode(problem.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .end(Buffer.buffer(mapper.writeValueAsBytes(problem)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
