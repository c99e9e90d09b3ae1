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
 * The public keys by which an issuer's tokens are checked. They are fetched when the first token comes and every five
 * minutes, and when a token names a key that is not among them; but not for each of those, which cost a stranger nothing.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {

    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);

    private static final Duration CACHED = Duration.ofMinutes(5);

    /** As long as an outage may last: no token of Cognito is good for longer, and no new ones are given meanwhile. */
    private static final Duration SURVIVED_OUTAGE = Duration.ofDays(1);

    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int MAX_BYTES = 64 * 1024;

    private final JWKSource<SecurityContext> source;
    private final Duration known;
    private volatile Had had = new Had(new JWKSet(), System.nanoTime());

    private record Had(JWKSet keys, long since) {}

    /** @param thread fetches them before they are five minutes old, so that no caller waits for it */
    IssuerKeys(URL url, ExecutorService thread) {
        this(url, thread, CACHED);
    }

    /** @param cached how long they are good without asking for them again; the other times go by it */
    IssuerKeys(URL url, ExecutorService thread, Duration cached) {
        long millis = cached.toMillis();
        // the cache counts from before it asked, which may take seconds: what is known here must still be in there
        known = cached.minus(cached.dividedBy(20));
        source = JWKSourceBuilder.create(url, new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MAX_BYTES))
                .cache(millis, Math.min(millis / 20, TIMEOUT_MILLIS))
                .refreshAheadCache(millis / 10, this::remember, thread, false, null, false)
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

    private void remember(Event<CachingJWKSetSource<SecurityContext>, SecurityContext> event) {
        if (event instanceof RefreshCompletedEvent<?> refreshed) {
            had = new Had(refreshed.getJWKSet(), System.nanoTime());
        }
    }

    /** Whether a key is there for such a token, so that {@link #get} waits neither for the issuer nor for others who do. */
    boolean know(JWSHeader header) {
        Had now = had;
        JWKMatcher matcher = JWKMatcher.forJWSHeader(header);
        return matcher != null
                && System.nanoTime() - now.since() < known.toNanos()
                && !new JWKSelector(matcher).select(now.keys()).isEmpty();
    }

    /** May wait some seconds for the issuer. */
    @Override
    public List<JWK> get(JWKSelector selector, SecurityContext context) throws KeySourceException {
        return source.get(selector, context);
    }
}
