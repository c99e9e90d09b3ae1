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

/** The issuer of the tokens of callers: a Cognito user pool on loopback, whose availability a test controls. */
public final class TestIssuer implements AutoCloseable {

    /** The app client of the tokens. */
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

    /** @param clock the clock by which tokens are issued and expire */
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

    /** Returns the settings of an application that accepts only the tokens of this issuer. */
    public Map<String, String> asSettings() {
        return Map.of("booking.auth", "jwt", "booking.auth.issuer", url(), "booking.auth.audience", AUDIENCE);
    }

    /** Returns the same settings as the environment of a process. */
    public Map<String, String> asEnvironment() {
        return Map.of("BOOKING_AUTH", "jwt", "BOOKING_AUTH_ISSUER", url(), "BOOKING_AUTH_AUDIENCE", AUDIENCE);
    }

    /** Returns an access token of {@code username}, valid for an hour. */
    public String token(String username, String... groups) {
        return sign(accessTokenClaims(username, groups).build());
    }

    /** Returns an id token of {@code username}, valid for an hour. */
    public String idToken(String username, String... groups) {
        return sign(idTokenClaims(username, groups).build());
    }

    /**
     * Returns the claims of
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
     * Returns the claims of
     * <a href="https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html">an
     * id token</a> of Cognito.
     */
    public JWTClaimsSet.Builder idTokenClaims(String username, String... groups) {
        return claims("id", groups)
                .audience(AUDIENCE)
                .claim("cognito:username", username)
                .claim("email", "user@example.com")
                .claim("email_verified", true);
    }

    /** Returns a token that the app client requested for itself ({@code client_credentials}). */
    public String programToken(String... scopes) {
        return sign(programClaims(scopes).build());
    }

    /** Returns the claims of such a token of Cognito: it names no user, and has no groups. */
    public JWTClaimsSet.Builder programClaims(String... scopes) {
        return claims("access")
                .subject(AUDIENCE)
                .claim("client_id", AUDIENCE)
                .claim("scope", String.join(" ", scopes))
                .claim("version", 2);
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
        // Cognito omits the claim for a user without groups
        return groups.length == 0 ? claims : claims.claim("cognito:groups", List.of(groups));
    }

    /** Returns a token with these claims and Cognito's header, signed with the current key. */
    public String sign(JWTClaimsSet claims) {
        return sign(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()), claims);
    }

    /** Returns a token with this header. */
    public String sign(JWSHeader.Builder header, JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(header.build(), claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the current key with its private part. */
    public RSAKey key() {
        return key;
    }

    /** Signs with a new key from now on, and serves only that one. */
    public void rotate() {
        key = newKey();
        published = new JWKSet(key);
    }

    /** Also serves the public part of this key. */
    public void publish(JWK other) {
        published = new JWKSet(List.of(key, other));
    }

    /** Answers 503 from now on. */
    public void fail() {
        answering = Answering.FAILURE;
    }

    /** Answers no request from now on, and keeps the connections open. */
    public void fallSilent() {
        answering = Answering.NOTHING;
    }

    /** Delays requests for the keys until it recovers. */
    public void hold() {
        held = new CountDownLatch(1);
    }

    /** Serves its keys again. */
    public void recover() {
        answering = Answering.KEYS;
        held.countDown();
    }

    /** Returns the number of requests for its keys. */
    public int requests() {
        return requests.get();
    }

    /** Returns a new key that belongs to no issuer. */
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
