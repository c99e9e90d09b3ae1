package io.github.nannybooking.access;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.OutageTolerantJWKSetSource.OutageEvent;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.net.URL;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public keys by which an issuer's tokens are checked. They are fetched when the first token comes and every five
 * minutes, and when a token names a key that is not among them; but not for each of those, which cost a stranger nothing.
 */
final class IssuerKeys {

    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);

    private static final Duration CACHED = Duration.ofMinutes(5);

    /** As long as an outage may last: no token of Cognito is good for longer, and no new ones are given meanwhile. */
    private static final Duration SURVIVED_OUTAGE = Duration.ofDays(1);

    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int MAX_BYTES = 64 * 1024;

    private IssuerKeys() {}

    /** @param thread fetches them before they are five minutes old, so that no caller waits for it */
    static JWKSource<SecurityContext> at(URL url, ExecutorService thread) {
        return at(url, thread, CACHED);
    }

    /** @param cached how long they are good without asking for them again; the other times go by it */
    static JWKSource<SecurityContext> at(URL url, ExecutorService thread, Duration cached) {
        long millis = cached.toMillis();
        return JWKSourceBuilder.create(url, new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MAX_BYTES))
                .cache(millis, Math.min(millis / 20, TIMEOUT_MILLIS))
                .refreshAheadCache(millis / 10, null, thread, false, null, false)
                .rateLimited(millis / 30)
                .retrying(true)
                .outageTolerant(
                        SURVIVED_OUTAGE.toMillis(),
                        outage -> LOG.warn(
                                "The issuer's keys can't be had from {}; those from before do: {}",
                                url,
                                ((OutageEvent<?>) outage).getException().toString()))
                .build();
    }
}
