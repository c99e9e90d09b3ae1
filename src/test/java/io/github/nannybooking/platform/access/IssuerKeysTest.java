package io.github.nannybooking.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import io.github.nannybooking.testing.TestIssuer;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IssuerKeysTest {

    private static final JWKSelector ANY = new JWKSelector(new JWKMatcher.Builder().build());

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private TestIssuer issuer;
    private IssuerKeys keys;

    @BeforeEach
    void start() throws Exception {
        issuer = new TestIssuer();
        keys = new IssuerKeys(
                URI.create(issuer.url() + "/.well-known/jwks.json").toURL(), thread, Duration.ofSeconds(1));
    }

    @AfterEach
    void stop() {
        issuer.close();
        thread.shutdownNow();
    }

    @Test
    void should_refresh_the_keys_periodically() throws Exception {
        keys.get(ANY, null);

        issuer.rotate();

        await().untilAsserted(() -> assertThat(keys.get(ANY, null))
                .extracting("keyID")
                .containsExactly(issuer.key().getKeyID()));
    }

    @Test
    void should_use_the_known_keys_while_the_issuer_is_down_and_fetch_them_again() throws Exception {
        keys.get(ANY, null);
        int before = issuer.requests();

        issuer.fail();

        await().until(() -> {
            assertThat(keys.get(ANY, null)).hasSize(1);
            return issuer.requests() > before + 3;
        });
    }

    @Test
    void should_use_the_keys_until_they_expire() throws Exception {
        assertThat(keys.know(by(JWSAlgorithm.RS256))).isFalse();

        await().until(() -> {
            keys.get(ANY, null);
            return keys.know(by(JWSAlgorithm.RS256));
        });
        await().until(() -> !keys.know(by(JWSAlgorithm.RS256)));
    }

    @Test
    void should_keep_the_keys_during_an_outage_while_they_are_used() throws Exception {
        keys.get(ANY, null);
        issuer.fail();
        await().until(() -> !keys.know(by(JWSAlgorithm.RS256)));

        await().until(() -> {
            keys.get(ANY, null);
            return keys.know(by(JWSAlgorithm.RS256));
        });
    }

    /** Otherwise, forged tokens with the public name of a key would cause requests to the issuer. */
    @Test
    void should_not_accept_a_key_only_by_its_name() throws Exception {
        keys.get(ANY, null);

        assertThat(keys.know(by(JWSAlgorithm.ES256))).isFalse();
        assertThat(keys.know(by(new JWSAlgorithm("XS256")))).isFalse();
        assertThat(keys.know(
                        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("other").build()))
                .isFalse();
    }

    private JWSHeader by(JWSAlgorithm algorithm) {
        return new JWSHeader.Builder(algorithm).keyID(issuer.key().getKeyID()).build();
    }
}
