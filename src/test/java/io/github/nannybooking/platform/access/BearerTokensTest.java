package io.github.nannybooking.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import io.github.nannybooking.platform.http.json.JsonConfiguration;
import io.github.nannybooking.platform.http.problem.ProblemException;
import io.github.nannybooking.testing.TestIssuer;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests which requests wait for the issuer, how long, and in which thread. */
class BearerTokensTest {

    private final Vertx vertx = Vertx.vertx();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private TestIssuer issuer;
    private TokenVerifier tokens;

    @BeforeEach
    void start() throws Exception {
        issuer = new TestIssuer();
        tokens = new TokenVerifier(
                new IssuerKeys(
                        URI.create(issuer.url() + "/.well-known/jwks.json").toURL(), thread),
                new TokenClaims(issuer.url(), Set.of(TestIssuer.AUDIENCE), Clock.systemUTC()),
                new CallerClaims(new JsonConfiguration().validator(), "username", "nanny-booking"));
    }

    @AfterEach
    void stop() {
        issuer.close();
        thread.shutdownNow();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void should_verify_a_token_with_a_known_key_at_once() throws Exception {
        tokens.verify(issuer.token("ana"));

        assertThat(answer(issuer.token("maria"), waiting::add, Duration.ofMinutes(1)))
                .isEqualTo("maria");
        assertThat(waiting).isEmpty();
    }

    @Test
    void should_verify_a_token_with_an_unknown_key_in_the_waiting_room() throws Exception {
        assertThat(answer(issuer.token("maria"), thread, Duration.ofMinutes(1))).isEqualTo("maria");
    }

    @Test
    void should_answer_503_after_the_longest_wait_and_skip_the_request() throws Exception {
        assertThat(answer(issuer.token("maria"), waiting::add, Duration.ofMillis(1)))
                .isEqualTo("503");

        assertThat(waiting).hasSize(1);
        waiting.remove().run();
        assertThat(issuer.requests()).isZero();
    }

    @Test
    void should_answer_503_if_the_waiting_room_is_full() throws Exception {
        Executor full = task -> {
            throw new RejectedExecutionException();
        };

        assertThat(answer(issuer.token("maria"), full, Duration.ofMinutes(1))).isEqualTo("503");
    }

    @Test
    void should_reject_an_invalid_token_in_the_waiting_room() throws Exception {
        String unknown = issuer.sign(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("unknown"),
                issuer.accessTokenClaims("maria").build());

        assertThat(answer(unknown, thread, Duration.ofMinutes(1))).isEqualTo("401");
    }

    /** Returns the username, or the status of the error. */
    private String answer(String token, Executor waitingRoom, Duration longestWait) throws Exception {
        BearerTokens bearer = new BearerTokens(tokens, thread, waitingRoom, longestWait);
        Router router = Router.router(vertx);
        router.route().handler(request -> answer(request, bearer));
        HttpServer server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort()))
                                .header("Authorization", "Bearer " + token)
                                .timeout(Duration.ofSeconds(30))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private static void answer(RoutingContext request, BearerTokens bearer) {
        bearer.apply(request).onComplete(caller -> {
            assertThat(Context.isOnEventLoopThread()).isTrue();
            request.end(
                    caller.succeeded()
                            ? caller.result().username()
                            : String.valueOf(((ProblemException) caller.cause())
                                    .problem()
                                    .status()));
        });
    }
}
