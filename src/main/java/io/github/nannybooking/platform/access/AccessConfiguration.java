package io.github.nannybooking.platform.access;

import io.github.nannybooking.platform.http.server.ProblemWriter;
import io.github.nannybooking.platform.http.server.RequestLimits;
import io.github.nannybooking.platform.http.server.Stage;
import io.github.nannybooking.platform.settings.SettingsGroup;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.Validator;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.ThreadPoolProfileBuilder;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

/** Configures authentication and authorization. */
public final class AccessConfiguration implements CamelConfiguration {

    /** Longer than the timeouts of requests to the issuer. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    @BindToRegistry
    public Ownership ownership() {
        return new Ownership();
    }

    @Override
    public void configure(CamelContext context) throws Exception {
        ProblemWriter problems = context.getRegistry().findSingleByType(ProblemWriter.class);
        SettingsGroup settings = context.getRegistry().findSingleByType(SettingsGroup.class);
        Gate gate = new Gate(
                authentication(context, settings),
                context.getRegistry().findSingleByType(RequestLimits.class),
                new AccessRules(context),
                problems);
        Stage.onceAtStart(context, gate::close);
    }

    private Function<RoutingContext, Future<Caller>> authentication(CamelContext context, SettingsGroup settings)
            throws MalformedURLException {
        if (settings.text("auth").equals("none")) {
            return request -> Future.succeededFuture(Caller.ANONYMOUS);
        }
        return new BearerTokens(
                new TokenVerifier(
                        new IssuerKeys(
                                URI.create(settings.text("auth.jwks-url")).toURL(),
                                context.getExecutorServiceManager().newSingleThreadExecutor(this, "issuer-keys")),
                        new TokenClaims(
                                settings.text("auth.issuer"),
                                Set.of(settings.text("auth.audience").split(" *, *")),
                                Clock.systemUTC()),
                        new CallerClaims(
                                context.getRegistry().findSingleByType(Validator.class),
                                settings.text("auth.user-claim"),
                                settings.text("auth.resource-server"))),
                threads(context, "known-keys"),
                threads(context, "unknown-keys"),
                LONGEST_WAIT);
    }

    /** Rejects tasks when all threads are busy and its queue is full. By default, Camel would run them in the HTTP server's. */
    private Executor threads(CamelContext context, String name) {
        return context.getExecutorServiceManager()
                .newThreadPool(
                        this,
                        name,
                        new ThreadPoolProfileBuilder(name)
                                .poolSize(4)
                                .maxPoolSize(4)
                                .maxQueueSize(1_000)
                                .rejectedPolicy(ThreadPoolRejectedPolicy.Abort)
                                .build());
    }
}
