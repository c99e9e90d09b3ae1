package io.github.nannybooking.platform.http.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.platform.aws.RequestBudget;
import io.github.nannybooking.platform.headers.HeaderAllowList;
import io.github.nannybooking.platform.http.address.CallerAddress;
import io.github.nannybooking.platform.settings.SettingsGroup;
import io.vertx.core.Vertx;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.spi.Registry;

/** Configures the HTTP servers, and the processing before and after the routes that answer requests. */
public final class HttpConfiguration implements CamelConfiguration {

    private ExcessConnections excess;
    private IdleConnections idleConnections;

    /** Creates both servers. */
    @BindToRegistry(destroyMethod = "close")
    public Vertx vertx(
            CamelContext context,
            SettingsGroup settings,
            RequestBudget budget,
            ProblemWriter problems,
            RequestLimits limits) {
        Vertx vertx = Vertx.vertx();
        excess = new ExcessConnections(new Counters(context));
        idleConnections = new IdleConnections(
                vertx,
                settings.duration("idle-timeout").toMillis(),
                settings.duration("request-timeout").toMillis(),
                excess);
        int maxConnections = settings.number("max-connections");
        CallerAddress addresses = CallerAddress.of(settings);
        int maxPerAddress = settings.number("max-connections-per-address");
        return new GuardedVertx(
                vertx,
                new UnreadableRequests(settings.number("max-uri-length"), settings.number("max-header-size"), limits),
                settings.number("max-unread-bytes"),
                () -> new ConnectionLimit(maxConnections, maxPerAddress, addresses, excess),
                idleConnections,
                new RequestThreads(
                        RequestThreads.pool(
                                settings.number("request-threads"),
                                settings.number("waiting-requests"),
                                task -> context.getExecutorServiceManager().newThread("requests", task)),
                        budget,
                        problems));
    }

    /** No request header and no query parameter becomes a Camel header. Only these Camel headers are sent in answers. */
    @BindToRegistry
    public HeaderFilterStrategy httpHeaders() {
        return HeaderAllowList.out(
                "Content-Type", "Location", "Retry-After", "Cache-Control", "Content-Security-Policy");
    }

    @Override
    public void configure(CamelContext context) throws Exception {
        Registry beans = context.getRegistry();
        SettingsGroup settings = beans.findSingleByType(SettingsGroup.class);
        ProblemWriter problems = beans.findSingleByType(ProblemWriter.class);
        RequestLimits limits = beans.findSingleByType(RequestLimits.class);
        Cors cors = Cors.of(settings);
        AnswerHeaders headers = new AnswerHeaders(cors);
        context.addRoutesConfigurations(
                new ProblemAnswers(beans.findSingleByType(ObjectMapper.class), settings.text("retry-after")));
        Stage.onceAtStart(context, camel -> {
            idleConnections.limit(camel);
            Stage.ANSWER_HEADERS.handle(camel, request -> {
                RequestThreads.store(request);
                headers.set(request.request());
                request.next();
            });
            Stage.MEDIA_TYPES.handle(camel, new MediaTypes());
            Stage.AMBIGUOUS.handle(camel, new AmbiguousRequests(limits));
            Stage.ADDRESS_LIMIT.handle(camel, request -> {
                if (limits.admit(request.request())) {
                    request.next();
                }
            });
            if (settings.text("auth").equals("none")) {
                Stage.LOCAL.handle(camel, new LocalRequests(cors, problems));
            }
            Stage.PREFLIGHT.handle(camel, new Preflights(cors, camel));
            new UnroutedRequests(problems, limits, excess, settings.text("max-body-size")).answer(camel);
        });
    }
}
