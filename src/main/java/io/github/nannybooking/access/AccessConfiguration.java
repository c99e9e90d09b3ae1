package io.github.nannybooking.access;

import io.github.bucket4j.TimeMeter;
import io.github.nannybooking.http.ProblemWriter;
import io.vertx.core.Future;
import jakarta.validation.Validator;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Clock;
import java.util.Set;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;

/** The beans that decide who may do what. */
public final class AccessConfiguration implements CamelConfiguration {

    @BindToRegistry
    public Ownership ownership() {
        return new Ownership();
    }

    @Override
    public void configure(CamelContext context) throws Exception {
        ProblemWriter problems = context.getRegistry().findSingleByType(ProblemWriter.class);
        int perMinute = Integer.parseInt(setting(context, "booking.rate-limit"));
        context.addStartupListener(new Gate(
                authentication(context),
                new RequestRates(new RateLimit(perMinute, TimeMeter.SYSTEM_NANOTIME), problems),
                new AccessRules(context),
                problems));
    }

    private Authentication authentication(CamelContext context) throws MalformedURLException {
        if (setting(context, "booking.auth").equals("none")) {
            return request -> Future.succeededFuture(Caller.ANYBODY);
        }
        return new BearerTokens(new TokenVerifier(
                IssuerKeys.at(
                        URI.create(setting(context, "booking.auth.jwks-url")).toURL(),
                        context.getExecutorServiceManager().newSingleThreadExecutor(this, "issuer-keys")),
                new TokenClaims(
                        setting(context, "booking.auth.issuer"),
                        Set.of(setting(context, "booking.auth.audience").split(" *, *")),
                        Clock.systemUTC()),
                context.getRegistry().findSingleByType(Validator.class)));
    }

    private static String setting(CamelContext context, String key) {
        return context.resolvePropertyPlaceholders("{{" + key + "}}");
    }
}
