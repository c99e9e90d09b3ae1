package io.github.nannybooking.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Whoever signs callers' tokens: a Cognito user pool on loopback, whose keys are served as long as a test lets them be. */
public final class TestIssuer implements AutoCloseable {

    /** The app client that the tokens are for. */
    public static final String AUDIENCE = "4f1u3k8q9example";

    private static final String POOL = "/us-east-1_example";
    private static final long LIFETIME_SECONDS = 3_600;

    private final Clock clock;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile RSAKey key = newKey();
    private volatile JWKSet published = new JWKSet(key);
    private volatile Answering answering = Answering.KEYS;

    private volatile CountDownLatch held = new CountDownLatch(0);

    private enum Answering {
        KEYS,
        FAILURE,
        NOTHING
    }

    public TestIssuer() throws IOException {
        this(Clock.systemUTC());
    }

    /** @param clock by which its tokens are issued and expire */
    public TestIssuer(Clock clock) throws IOException {
        this.clock = clock;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(POOL + "/.well-known/jwks.json", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        awaitRelease();
        switch (answering) {
            case KEYS -> {
                byte[] keys = published.toString().getBytes(UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, keys.length);
                exchange.getResponseBody().write(keys);
                exchange.close();
            }
            case FAILURE -> {
                exchange.sendResponseHeaders(503, -1);
                exchange.close();
            }
            case NOTHING -> {
                // the connection stays open
            }
        }
    }

    private void awaitRelease() {
        try {
            held.await();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + POOL;
    }

    /** The settings of an application that accepts only the tokens of this issuer. */
    public Map<String, String> asSettings() {
        return Map.of("booking.auth", "jwt", "booking.auth.issuer", url(), "booking.auth.audience", AUDIENCE);
    }

    /** Likewise, as the environment of a process. */
    public Map<String, String> asEnvironment() {
        return Map.of("BOOKING_AUTH", "jwt", "BOOKING_AUTH_ISSUER", url(), "BOOKING_AUTH_AUDIENCE", AUDIENCE);
    }

    /** An access token of {@code username}, valid for an hour from now. */
    public String token(String username, String... groups) {
        return sign(accessTokenClaims(username, groups).build());
    }

    /** An id token of {@code username}, valid for an hour from now. */
    public String idToken(String username, String... groups) {
        return sign(idTokenClaims(username, groups).build());
    }

    /**
     * The claims of
     * <a href="https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html">an
     * access token</a> of Cognito.
     */
    public JWTClaimsSet.Builder accessTokenClaims(String username, String... groups) {
        return claims("access", groups)
                .claim("client_id", AUDIENCE)
                .claim("scope", "aws.cognito.signin.user.admin")
                .claim("version", 2)
                .claim("username", username);
    }

    /**
     * The claims of
     * <a href="https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html">an
     * id token</a> of Cognito.
     */
    public JWTClaimsSet.Builder idTokenClaims(String username, String... groups) {
        return claims("id", groups)
                .audience(AUDIENCE)
                .claim("cognito:username", username)
                .claim("email", "somebody@example.com")
                .claim("email_verified", true);
    }

    private JWTClaimsSet.Builder claims(String use, String... groups) {
        Instant now = clock.instant();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .subject(UUID.randomUUID().toString())
                .issuer(url())
                .jwtID(UUID.randomUUID().toString())
                .claim("origin_jti", UUID.randomUUID().toString())
                .claim("event_id", UUID.randomUUID().toString())
                .claim("token_use", use)
                .claim("auth_time", now.getEpochSecond())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(LIFETIME_SECONDS)));
        // Cognito leaves the claim out for who is in no group
        return groups.length == 0 ? claims : claims.claim("cognito:groups", List.of(groups));
    }

    /** A token with these claims, signed by the present key, with the header that Cognito's have. */
    public String sign(JWTClaimsSet claims) {
        return sign(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()), claims);
    }

    /** Likewise, with a header of one's own. */
    public String sign(JWSHeader.Builder header, JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(header.build(), claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key that signs at present, with its private part. */
    public RSAKey key() {
        return key;
    }

    /** Signs with another key from now on, and serves only that key. */
    public void rotate() {
        key = newKey();
        published = new JWKSet(key);
    }

    /** Serves this key as well, without its private part. */
    public void publish(JWK other) {
        published = new JWKSet(List.of(key, other));
    }

    /** Answers 503 from now on. */
    public void fail() {
        answering = Answering.FAILURE;
    }

    /** Answers nothing from now on, and keeps the connections. */
    public void fallSilent() {
        answering = Answering.NOTHING;
    }

    /** Keeps each caller that requests the keys waiting until the issuer recovers. */
    public void hold() {
        held = new CountDownLatch(1);
    }

    /** Answers with its keys again. */
    public void recover() {
        answering = Answering.KEYS;
        held.countDown();
    }

    /** How often its keys were asked for. */
    public int requests() {
        return requests.get();
    }

    /** Returns a new key that could sign tokens, but belongs to no issuer. */
    public static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048)
                    .keyID(UUID.randomUUID().toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
