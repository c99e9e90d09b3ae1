package io.github.nannybooking.platform.http.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.platform.aws.RequestBudget;
import io.github.nannybooking.platform.headers.HeaderAllowList;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;
import org.apache.camel.spi.HeaderFilterStrategy;

/** Configures the HTTP servers, and the processing before and after the routes that answer requests. */
public final class HttpConfiguration implements CamelConfiguration {

    private IdleConnections idleConnections;

    @BindToRegistry
    public ProblemWriter problemWriter(ObjectMapper mapper, @PropertyInject("booking.retry-after") String retryAfter) {
        return new ProblemWriter(mapper, retryAfter);
    }

    /** Creates both servers. */
    @BindToRegistry(destroyMethod = "close")
    public Vertx vertx(
            @PropertyInject("booking.max-uri-length") int maxUriLength,
            @PropertyInject("booking.max-header-size") int maxHeaderSize,
            @PropertyInject("booking.idle-timeout") long idleTimeout,
            @PropertyInject("booking.request-timeout") long requestTimeout,
            ProblemWriter problems) {
        Vertx vertx = Vertx.vertx();
        idleConnections =
                new IdleConnections(vertx, Duration.ofSeconds(idleTimeout).toMillis(), requestTimeout);
        return new GuardedVertx(
                vertx,
                maxUriLength,
                maxHeaderSize,
                new UnreadableRequests(maxUriLength, maxHeaderSize, problems),
                idleConnections::opened);
    }

    /** No request header and no query parameter becomes a Camel header. Only these Camel headers are sent in answers. */
    @BindToRegistry
    public HeaderFilterStrategy httpHeaders() {
        return HeaderAllowList.out(
                "Content-Type", "Location", "Retry-After", "Cache-Control", "Content-Security-Policy");
    }

    @Override
    public void configure(CamelContext context) throws Exception {
        context.addRoutesConfigurations(new ProblemAnswers(
                context.getRegistry().findSingleByType(ObjectMapper.class),
                context.getRegistry().findSingleByType(RequestBudget.class)));
        ProblemWriter problems = context.getRegistry().findSingleByType(ProblemWriter.class);
        context.addStartupListener(new OnceAtStart(idleConnections));
        context.addStartupListener(new OnceAtStart(new AnswerHeaders()));
        context.addStartupListener(new OnceAtStart(new AmbiguousRequests(problems)));
        context.addStartupListener(new OnceAtStart(new UnroutedRequests(problems)));
    }
}
