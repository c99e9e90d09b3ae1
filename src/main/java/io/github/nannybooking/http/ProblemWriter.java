package io.github.nannybooking.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import org.apache.camel.CamelContext;

/** Answers a request with a problem where no route does: in the HTTP server itself. */
public final class ProblemWriter {

    private final ObjectMapper mapper;
    private final CamelContext context;

    ProblemWriter(ObjectMapper mapper, CamelContext context) {
        this.mapper = mapper;
        this.context = context;
    }

    /** Ends the answer; headers that it already has stay. */
    public void answer(RoutingContext request, Problem problem) {
        if (problem.status() == Problem.SERVICE_UNAVAILABLE) {
            request.response().putHeader("Retry-After", context.resolvePropertyPlaceholders("{{booking.retry-after}}"));
        }
        try {
            request.response()
                    .setStatusCode(problem.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .end(Buffer.buffer(mapper.writeValueAsBytes(problem)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
