package io.github.nannybooking.platform.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.github.nannybooking.platform.http.json.JsonConfiguration;
import io.github.nannybooking.testing.TestClock;
import io.github.nannybooking.testing.TestIssuer;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenVerifierTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_795_000_000);
    private static final TestClock CLOCK = new TestClock(NOW);

    private static TestIssuer issuer;
    private static RSAKey foreign;
    private static ExecutorService thread;

    private TokenVerifier tokens;

    @BeforeAll
    static void start() throws Exception {
        issuer = new TestIssuer(CLOCK);
        foreign = TestIssuer.newKey();
        thread = Executors.newSingleThreadExecutor();
    }

    @AfterAll
    static void stop() {
        issuer.close();
        thread.shutdownNow();
    }

    @BeforeEach
    void createVerifierWithoutKeys() throws Exception {
        createVerifierOf("username");
    }

    private void createVerifierOf(String userClaim) throws Exception {
        CLOCK.set(NOW);
        issuer.recover();
        tokens = new TokenVerifier(
                new IssuerKeys(
                        URI.create(issuer.url() + "/.well-known/jwks.json").toURL(), thread),
                new TokenClaims(issuer.url(), Set.of("another-app", TestIssuer.AUDIENCE), CLOCK),
                new CallerClaims(new JsonConfiguration().validator(), userClaim, "nanny-booking"));
    }

    @Test
    void should_accept_an_access_token_of_cognito() throws Exception {
        assertThat(tokens.verify(issuer.token("maria", "parent"))).isEqualTo(new Caller("maria", Set.of("parent")));
    }

    @Test
    void should_accept_an_id_token_of_cognito() throws Exception {
        assertThat(tokens.verify(issuer.idToken("ana", "nanny", "admin")))
                .isEqualTo(new Caller("ana", Set.of("nanny", "admin")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "jwt", "at+jwt", "application/at+jwt"})
    void should_accept_the_types_of_access_tokens(String type) throws Exception {
        String token = issuer.sign(ofIssuer().type(new JOSEObjectType(type)), claims().build());

        assertThat(tokens.verify(token).username()).isEqualTo("maria");
    }

    @Test
    void should_accept_an_es256_key_of_the_issuer() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("elliptic").generate();
        issuer.publish(key.toPublicJWK());
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("elliptic").build(), claims().build());
        token.sign(new ECDSASigner(key));

        assertThat(tokens.verify(token.serialize()).username()).isEqualTo("maria");
    }

    @Test
    void should_not_change_the_names_of_groups() throws Exception {
        assertThat(tokens.verify(issuer.token("maria")).roles()).isEmpty();
        Caller maria = tokens.verify(issuer.token("maria", "ADMIN", "Admin", "admin ", "us-east-1_x_Google", ""));
        assertThat(maria.isAdmin()).isFalse();
        assertThat(maria.roles()).doesNotContain("parent", "nanny", "admin");
    }

    @Test
    void should_reject_groups_that_are_not_a_list_of_strings() {
        for (Object groups : List.of("admin", List.of(1, 2), Map.of("admin", true), true)) {
            assertRejected(claims().claim("cognito:groups", groups));
        }
    }

    @Test
    void should_reject_a_token_without_a_signature() {
        assertRejected(new PlainJWT(claims().build()).serialize());
        String signed = issuer.token("maria", "admin");
        assertRejected(signed.substring(0, signed.lastIndexOf('.') + 1));
    }

    @Test
    void should_reject_a_modified_token() {
        String[] parts = issuer.token("maria", "parent").split("\\.");
        String admin = Base64URL.encode(claims().claim("cognito:groups", List.of("admin"))
                        .build()
                        .toString())
                .toString();

        assertRejected(parts[0] + "." + admin + "." + parts[2]);
    }

    /** Uses the public key as the secret of an HMAC. */
    @Test
    void should_reject_an_hmac_with_the_public_key() throws Exception {
        byte[] der = issuer.key().toRSAPublicKey().getEncoded();
        String pem = "-----BEGIN PUBLIC KEY-----\n" + Base64.encode(der) + "\n-----END PUBLIC KEY-----\n";
        for (byte[] secret : List.of(
                der,
                pem.getBytes(UTF_8),
                issuer.key().toPublicJWK().toJSONString().getBytes(UTF_8))) {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                            .keyID(issuer.key().getKeyID())
                            .build(),
                    claims().build());
            token.sign(new MACSigner(secret));
            assertRejected(token.serialize());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS384", "RS512", "PS256", "PS384", "PS512"})
    void should_reject_other_algorithms_with_a_valid_key(String algorithm) {
        assertRejected(issuer.sign(
                new JWSHeader.Builder(JWSAlgorithm.parse(algorithm))
                        .keyID(issuer.key().getKeyID()),
                claims().build()));
    }

    @Test
    void should_reject_a_key_of_another_issuer() throws Exception {
        assertRejected(signedByStranger(ofIssuer()));
        assertRejected(signedByStranger(new JWSHeader.Builder(JWSAlgorithm.RS256)));
        assertRejected(signedByStranger(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(foreign.getKeyID())));
    }

    @Test
    void should_ignore_keys_in_a_token() throws Exception {
        try (TestIssuer forger = new TestIssuer(CLOCK)) {
            forger.publish(foreign.toPublicJWK());
            for (String kid : List.of(issuer.key().getKeyID(), foreign.getKeyID())) {
                assertRejected(signedByStranger(ofIssuer().keyID(kid).jwk(foreign.toPublicJWK())));
                assertRejected(signedByStranger(
                        ofIssuer().keyID(kid).jwkURL(URI.create(forger.url() + "/.well-known/jwks.json"))));
                assertRejected(signedByStranger(ofIssuer()
                        .keyID(kid)
                        .x509CertChain(
                                List.of(Base64.encode(foreign.toRSAPublicKey().getEncoded())))));
                assertRejected(signedByStranger(
                        ofIssuer().keyID(kid).x509CertURL(URI.create(forger.url() + "/.well-known/jwks.json"))));
            }
            assertThat(forger.requests()).isZero();
        }
    }

    @Test
    void should_reject_an_unknown_critical_header() {
        assertRejected(issuer.sign(
                ofIssuer().criticalParams(Set.of("half-life")).customParam("half-life", 1), claims().build()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"logout+jwt", "secevent+jwt", "JOSE", "dpop+jwt"})
    void should_reject_other_types_of_signed_tokens(String type) {
        assertRejected(issuer.sign(ofIssuer().type(new JOSEObjectType(type)), claims().build()));
    }

    @Test
    void should_reject_an_encrypted_token() throws Exception {
        EncryptedJWT token =
                new EncryptedJWT(new JWEHeader(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A128GCM), claims().build());
        token.encrypt(new RSAEncrypter(issuer.key()));

        assertRejected(token.serialize());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "...",
                "....",
                "a",
                "a.b.c",
                "e30.e30.e30",
                "eyJhbGciOiJub25lIn0..",
                "bnVsbA.bnVsbA.x"
            })
    void should_reject_malformed_tokens(String text) {
        assertRejected(text);
    }

    @Test
    void should_reject_a_deeply_nested_header() {
        assertRejected(Base64URL.encode("{\"a\":".repeat(10_000)) + ".e30.x");
        assertRejected(Base64URL.encode("[".repeat(10_000)) + ".e30.x");
    }

    @ParameterizedTest
    @CsvSource({"3600, 59, true", "3600, 60, false", "0, 59, true", "0, 60, false", "-1, 59, false"})
    void should_accept_a_token_until_a_minute_after_it_expires(int lifetime, int later, boolean accepted)
            throws Exception {
        String token = issuer.sign(
                claims().expirationTime(Date.from(NOW.plusSeconds(lifetime))).build());
        CLOCK.set(NOW.plusSeconds(lifetime).plusSeconds(lifetime < 0 ? later + 1 : later));

        assertAccepted(token, accepted);
    }

    @ParameterizedTest
    @CsvSource({"59, true", "60, false", "3600, false", "-3600, true"})
    void should_accept_a_token_from_a_minute_before_it_is_valid(int seconds, boolean accepted) {
        assertAccepted(
                issuer.sign(claims().notBeforeTime(Date.from(NOW.plusSeconds(seconds)))
                        .build()),
                accepted);
    }

    @Test
    void should_reject_a_token_that_never_expires() {
        assertRejected(claims().expirationTime(null));
        assertRejected(claims().claim("exp", "1795003600"));
        assertRejected(claims().claim("exp", Long.MAX_VALUE));
        assertRejected(claims().claim("exp", 1e300));
    }

    @Test
    void should_reject_an_expiry_in_milliseconds() {
        assertRejected(claims().claim("exp", NOW.toEpochMilli()));
    }

    @Test
    void should_reject_a_token_of_another_issuer() {
        for (String other : List.of(issuer.url() + "/", issuer.url().toUpperCase(), issuer.url() + "x", "", "x")) {
            assertRejected(claims().issuer(other));
        }
        assertRejected(claims().issuer(null));
        assertRejected(claims().claim("iss", List.of(issuer.url())));
    }

    @Test
    void should_accept_a_token_for_any_of_the_configured_apps() throws Exception {
        assertThat(tokens.verify(
                        issuer.sign(claims().claim("client_id", "another-app").build())))
                .isNotNull();
        assertThat(tokens.verify(issuer.sign(issuer.idTokenClaims("maria")
                        .audience(List.of("elsewhere", "another-app"))
                        .build())))
                .isNotNull();
    }

    @Test
    void should_reject_a_token_for_another_app() {
        assertRejected(claims().claim("client_id", "elsewhere"));
        assertRejected(claims().claim("client_id", null));
        assertRejected(claims().claim("client_id", List.of(TestIssuer.AUDIENCE)));
        assertRejected(claims().claim("client_id", TestIssuer.AUDIENCE + ",another-app"));
        assertRejected(issuer.idTokenClaims("maria").audience("elsewhere"));
        assertRejected(issuer.idTokenClaims("maria").claim("aud", null));
        assertRejected(claims().audience("elsewhere"));
    }

    @Test
    void should_reject_two_different_usernames() throws Exception {
        assertRejected(claims().claim("cognito:username", "joao"));
        assertThat(tokens.verify(issuer.sign(
                                claims().claim("cognito:username", "maria").build()))
                        .username())
                .isEqualTo("maria");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "maria#JOB", "#", "a\u0000", "a\nb", "client " + TestIssuer.AUDIENCE})
    void should_reject_a_username_that_is_not_valid_in_a_key(String username) {
        assertRejected(claims().claim("username", username));
    }

    @Test
    void should_reject_a_username_that_is_too_long_or_not_a_string_or_missing() throws Exception {
        assertThat(tokens.verify(issuer.token("x".repeat(128))).username()).hasSize(128);
        assertRejected(claims().claim("username", "x".repeat(129)));
        assertRejected(claims().claim("username", 5));
        assertRejected(claims().claim("username", List.of("maria")));
        assertRejected(claims().claim("username", null));
    }

    @Test
    void should_identify_the_user_by_the_configured_claim_in_access_and_id_tokens() throws Exception {
        createVerifierOf("sub");
        String sub = "5c9f19b1-64d3-40ed-b6ba-fc1deb0bddea";

        assertThat(tokens.verify(issuer.sign(
                        issuer.accessTokenClaims("maria", "parent").subject(sub).build())))
                .isEqualTo(new Caller(sub, Set.of("parent")));
        assertThat(tokens.verify(issuer.sign(
                        issuer.idTokenClaims("maria", "nanny").subject(sub).build())))
                .isEqualTo(new Caller(sub, Set.of("nanny")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a#b", "client 4f1u3k8q9example", " "})
    void should_reject_a_sub_that_is_not_valid_as_a_user(String sub) throws Exception {
        createVerifierOf("sub");

        assertRejected(claims().subject(sub));
    }

    @Test
    void should_accept_the_token_of_a_program_when_the_claim_of_the_user_is_sub() throws Exception {
        createVerifierOf("sub");

        assertThat(tokens.verify(issuer.programToken("nanny-booking/admin")))
                .isEqualTo(new Caller("client " + TestIssuer.AUDIENCE, Set.of("admin")));
    }

    @Test
    void should_say_which_claim_a_token_lacks_that_names_no_user() throws Exception {
        createVerifierOf("sub");

        assertThatExceptionOfType(NamelessTokenException.class)
                .isThrownBy(
                        () -> tokens.verify(issuer.sign(claims().subject(null).build())))
                .withMessageContaining("no claim sub");
    }

    @Test
    void should_accept_a_token_that_a_program_requested_for_itself() throws Exception {
        assertThat(tokens.verify(issuer.programToken("nanny-booking/admin", "nanny-booking/parent")))
                .isEqualTo(new Caller("client " + TestIssuer.AUDIENCE, Set.of("admin", "parent")));
        assertThat(tokens.verify(issuer.programToken()).roles()).isEmpty();
        assertThat(tokens.verify(issuer.sign(
                                issuer.programClaims().claim("scope", null).build()))
                        .roles())
                .isEmpty();
    }

    @Test
    void should_ignore_scopes_of_other_resource_servers() throws Exception {
        Caller program = tokens.verify(issuer.programToken("admin", "/admin", "billing/admin", "nanny-bookings/admin"));

        assertThat(program.roles()).isEmpty();
    }

    /** A client may request any scope that it is allowed, whoever its user is. */
    @Test
    void should_ignore_the_scopes_of_users() throws Exception {
        assertThat(tokens.verify(issuer.sign(
                                claims().claim("scope", "nanny-booking/admin").build()))
                        .roles())
                .containsExactly("parent");
    }

    @Test
    void should_reject_a_token_that_names_neither_a_user_nor_a_program() {
        for (JWTClaimsSet.Builder claims : List.of(
                claims().claim("username", null),
                issuer.programClaims("nanny-booking/admin").subject("maria"),
                issuer.programClaims("nanny-booking/admin").subject(null),
                issuer.programClaims("nanny-booking/admin")
                        .claim("client_id", null)
                        .audience(TestIssuer.AUDIENCE))) {
            assertThatExceptionOfType(NamelessTokenException.class)
                    .isThrownBy(() -> tokens.verify(issuer.sign(claims.build())));
        }
    }

    @Test
    void should_reject_scopes_and_clients_that_are_no_text() {
        assertRejected(issuer.programClaims().claim("scope", List.of("nanny-booking/admin")));
        assertRejected(issuer.programClaims().claim("client_id", List.of(TestIssuer.AUDIENCE)));
    }

    @Test
    void should_fetch_a_new_key_of_the_issuer() throws Exception {
        String before = issuer.token("maria");
        tokens.verify(before);

        issuer.rotate();

        assertThat(tokens.verify(issuer.token("joao")).username()).isEqualTo("joao");
        assertRejected(before);
    }

    @Test
    void should_fetch_the_keys_once_for_many_tokens() throws Exception {
        int before = issuer.requests();
        for (int i = 0; i < 50; i++) {
            tokens.verify(issuer.token("maria"));
        }

        assertThat(issuer.requests() - before).isEqualTo(1);
    }

    @Test
    void should_not_fetch_the_keys_for_each_of_many_forged_tokens() throws Exception {
        int before = issuer.requests();
        for (int i = 0; i < 50; i++) {
            assertRejected(signedByStranger(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("forged-" + i)));
        }

        assertThat(issuer.requests() - before).isLessThanOrEqualTo(2);
        assertThat(tokens.verify(issuer.token("maria")).username()).isEqualTo("maria");
    }

    @Test
    void should_not_report_a_token_as_invalid_while_the_keys_can_not_be_fetched() {
        issuer.fail();
        for (int i = 0; i < 5; i++) {
            assertThatExceptionOfType(KeySourceException.class).isThrownBy(() -> tokens.verify(issuer.token("maria")));
        }
    }

    @Test
    void should_time_out_if_the_issuer_does_not_answer() {
        issuer.fallSilent();

        assertThatExceptionOfType(KeySourceException.class).isThrownBy(() -> tokens.verify(issuer.token("maria")));
    }

    @Test
    void should_use_the_known_keys_during_an_outage() throws Exception {
        tokens.verify(issuer.token("maria"));

        issuer.fail();

        assertRejected(signedByStranger(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("forged")));
        assertThat(tokens.verify(issuer.token("maria")).username()).isEqualTo("maria");
    }

    private JWTClaimsSet.Builder claims() {
        return issuer.accessTokenClaims("maria", "parent");
    }

    private static JWSHeader.Builder ofIssuer() {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(issuer.key().getKeyID());
    }

    private String signedByStranger(JWSHeader.Builder header) throws JOSEException {
        SignedJWT token = new SignedJWT(header.build(), claims().build());
        token.sign(new RSASSASigner(foreign));
        return token.serialize();
    }

    private void assertAccepted(String token, boolean accepted) {
        if (accepted) {
            assertThat(catchThrowable(() -> tokens.verify(token))).isNull();
        } else {
            assertRejected(token);
        }
    }

    private void assertRejected(JWTClaimsSet.Builder claims) {
        assertRejected(issuer.sign(claims.build()));
    }

    private void assertRejected(String token) {
        assertThatExceptionOfType(BadJOSEException.class).isThrownBy(() -> tokens.verify(token));
    }
}
