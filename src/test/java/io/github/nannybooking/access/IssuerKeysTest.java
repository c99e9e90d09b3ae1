package io.github.nannybooking.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
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
    private JWKSource<SecurityContext> keys;

    @BeforeEach
    void start() throws Exception {
        issuer = new TestIssuer();
        keys = IssuerKeys.at(
                URI.create(issuer.url() + "/.well-known/jwks.json").toURL(), thread, Duration.ofSeconds(1));
    }

    @AfterEach
    void stop() {
        issuer.close();
        thread.shutdownNow();
    }

    @Test
    void should_know_of_a_changed_key_by_itself_after_some_time() throws Exception {
        keys.get(ANY, null);

        issuer.rotate();

        await().untilAsserted(() -> assertThat(keys.get(ANY, null))
                .extracting("keyID")
                .containsExactly(issuer.key().getKeyID()));
    }

    @Test
    void should_go_on_with_its_keys_while_the_issuer_is_down_and_ask_again() throws Exception {
        keys.get(ANY, null);
        int before = issuer.requests();

        issuer.fail();

        await().until(() -> {
            assertThat(keys.get(ANY, null)).hasSize(1);
            return issuer.requests() > before + 3;
        });
    }
}
