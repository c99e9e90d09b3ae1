package io.github.nannybooking.platform.access;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.CachingJWKSetSource;
import com.nimbusds.jose.jwk.source.CachingJWKSetSource.RefreshCompletedEvent;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.OutageTolerantJWKSetSource.OutageEvent;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.events.Event;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public keys that verify an issuer's tokens. They are fetched for the first token, every five minutes, and when a
 * token names an unknown key, which is rate-limited, as anyone can send such tokens.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {

    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);

    private static final Duration CACHED = Duration.ofMinutes(5);

    /** The longest outage of the issuer, as no token of Cognito is valid for longer. */
    private static final Duration SURVIVED_OUTAGE = Duration.ofDays(1);

    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int MAX_BYTES = 64 * 1024;

    private final JWKSource<SecurityContext> source;
    private final Duration known;
    private volatile Fetched fetched = new Fetched(new JWKSet(), System.nanoTime());

    private record Fetched(JWKSet keys, long since) {}

    /** @param thread fetches the keys before they expire, so that no caller waits for it */
    IssuerKeys(URL url, ExecutorService thread) {
        this(url, thread, CACHED);
    }

    /** @param cached how long the keys are used before they are fetched again; the other times are fractions of it */
    IssuerKeys(URL url, ExecutorService thread, Duration cached) {
        long millis = cached.toMillis();
        // the cache counts from before the request, which may take seconds: keys must expire here before they do there
        known = cached.minus(cached.dividedBy(20));
        source = JWKSourceBuilder.create(
                        url, new ReadableKeys(new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MAX_BYTES)))
                .cache(millis, Math.min(millis / 20, TIMEOUT_MILLIS))
                .refreshAheadCache(millis / 10, this::remember, thread, false, null, false)
                .rateLimited(millis / 30)
                .retrying(true)
                .outageTolerant(
                        SURVIVED_OUTAGE.toMillis(),
                        outage -> LOG.warn(
                                "The issuer's keys can't be fetched from {}; the previous keys are used: {}",
                                url,
                                ((OutageEvent<?>) outage).getException().toString()))
                .build();
    }

    private void remember(Event<CachingJWKSetSource<SecurityContext>, SecurityContext> event) {
        if (event instanceof RefreshCompletedEvent<?> refreshed) {
            fetched = new Fetched(refreshed.getJWKSet(), System.nanoTime());
        }
    }

    /** Whether the key of a token is known, so that {@link #get} waits neither for the issuer nor for another caller. */
    boolean know(JWSHeader header) {
        Fetched now = fetched;
        JWKMatcher matcher = JWKMatcher.forJWSHeader(header);
        return matcher != null
                && System.nanoTime() - now.since() < known.toNanos()
                && !new JWKSelector(matcher).select(now.keys()).isEmpty();
    }

    /** May block for some seconds to fetch the keys. */
    @Override
    public List<JWK> get(JWKSelector selector, SecurityContext context) throws KeySourceException {
        return source.get(selector, context);
    }
}
