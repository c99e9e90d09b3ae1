package io.github.nannybooking.platform.access;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import io.github.nannybooking.platform.correlation.CorrelationId;
import io.github.nannybooking.platform.http.problem.Problem;
import io.github.nannybooking.platform.http.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Identifies the caller by the bearer token of a request (RFC 6750). It reads only the header {@code Authorization}, as URIs
 * are logged in many places.
 *
 * <p>No token is verified in the threads of the routes: callers without a valid one must not keep the others waiting.
 *
 * @param verifiers   verifies tokens whose keys are known; may reject them
 * @param waitingRoom verifies tokens that may have to wait for the issuer; may reject them
 * @param longestWait for a thread and for the issuer, both together
 */
record BearerTokens(TokenVerifier tokens, Executor verifiers, Executor waitingRoom, Duration longestWait)
        implements Function<RoutingContext, Future<Caller>> {

    private static final Logger LOG = LoggerFactory.getLogger(BearerTokens.class);

    private static final String SCHEME = "bearer ";
    private static final String INVALID = "the bearer token is not valid";
    private static final Pattern CREDENTIALS = Pattern.compile("(?i)Bearer +([A-Za-z0-9._~+/-]+=*)");

    /** Returns the caller, or fails with a {@link ProblemException}; never blocks the calling thread. */
    @Override
    public Future<Caller> apply(RoutingContext request) {
        List<String> credentials = request.request().headers().getAll(HttpHeaders.AUTHORIZATION);
        if (credentials.stream().noneMatch(each -> each.toLowerCase(Locale.ROOT).startsWith(SCHEME))) {
            // no error code for a request without credentials: RFC 6750, 3.1
            return rejected(request, "Bearer", "this needs a bearer token");
        }
        Matcher bearer = CREDENTIALS.matcher(credentials.get(0));
        if (credentials.size() > 1 || !bearer.matches()) {
            return invalid(request, "Malformed", INVALID);
        }
        String token = bearer.group(1);
        return Future.fromCompletionStage(
                        verify(token, tokens.knowKeyOf(token) ? verifiers : waitingRoom),
                        request.vertx().getOrCreateContext())
                .recover(failure -> rejected(request, failure));
    }

    private CompletableFuture<Caller> verify(String token, Executor threads) {
        CompletableFuture<Caller> caller =
                new CompletableFuture<Caller>().orTimeout(longestWait.toMillis(), TimeUnit.MILLISECONDS);
        try {
            threads.execute(() -> answer(caller, token));
        } catch (RejectedExecutionException e) {
            caller.completeExceptionally(e);
        }
        return caller;
    }

    private void answer(CompletableFuture<Caller> caller, String token) {
        // skip a request that has timed out already
        if (!caller.isDone()) {
            try {
                caller.complete(tokens.verify(token));
            } catch (Exception e) {
                caller.completeExceptionally(e);
            }
        }
    }

    private static Future<Caller> rejected(RoutingContext request, Throwable failure) {
        if (failure instanceof KeySourceException
                || failure instanceof TimeoutException
                || failure instanceof RejectedExecutionException) {
            log(request, () -> LOG.warn("No token can be checked: {}", failure.toString()));
            return Future.failedFuture(new ProblemException(
                    Problem.serviceUnavailable("the token can't be checked now; send the same request again")));
        }
        return failure instanceof BadJOSEException
                ? invalid(request, failure.getClass().getSimpleName(), detail(failure))
                : Future.failedFuture(failure);
    }

    /** Contains no other reason, as it would help to forge tokens. */
    private static String detail(Throwable failure) {
        return failure instanceof NamelessTokenException ? failure.getMessage() : INVALID;
    }

    /** @param reason for the log; not the message of the exception, which may contain input of an attacker */
    private static Future<Caller> invalid(RoutingContext request, String reason, String detail) {
        log(request, () -> LOG.debug("A token is rejected: {}", reason));
        return rejected(request, "Bearer error=\"invalid_token\"", detail);
    }

    private static void log(RoutingContext request, Runnable line) {
        CorrelationId.under(request.response().headers().get(CorrelationId.HEADER), line);
    }

    private static Future<Caller> rejected(RoutingContext request, String challenge, String detail) {
        request.response().putHeader("WWW-Authenticate", challenge);
        return Future.failedFuture(new ProblemException(Problem.unauthorized(detail)));
    }
}
