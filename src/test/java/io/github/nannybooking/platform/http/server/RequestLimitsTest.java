package io.github.nannybooking.platform.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bucket4j.TimeMeter;
import io.github.nannybooking.platform.http.address.CallerAddress;
import io.github.nannybooking.testing.RawConnection;
import io.github.nannybooking.testing.TestSettings;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestLimitsTest {

    private static final String GOOD = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    private static final String UNREADABLE = "unreadable\r\n\r\n";

    private final Vertx vertx = Vertx.vertx();
    private final ProblemWriter problems = new ProblemWriter(
            new DefaultCamelContext(), new ObjectMapper(), new AnswerHeaders(new Cors(Set.of())), "2");

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void should_limit_the_requests_of_an_address() {
        RequestLimits limits = limits("");

        assertThat(statuses(limits, request -> answer(limits, request, null), GOOD, GOOD, GOOD))
                .containsExactly("200", "200", "429");
    }

    @Test
    void should_count_a_request_for_its_user_instead_of_its_address() {
        RequestLimits limits = limits("");

        assertThat(statuses(limits, request -> answer(limits, request, "maria"), GOOD, GOOD, GOOD))
                .containsExactly("200", "200", "429");
        assertThat(statuses(limits, request -> answer(limits, request, "joao"), GOOD, GOOD, GOOD))
                .containsExactly("200", "200", "429");
        assertThat(statuses(limits, request -> answer(limits, request, null), GOOD, GOOD, GOOD))
                .containsExactly("200", "200", "429");
    }

    @Test
    void should_count_unreadable_requests_for_their_address_and_close_the_connection() {
        RequestLimits limits = limits("");

        assertThat(statuses(limits, request -> answer(limits, request, null), UNREADABLE, GOOD, UNREADABLE, GOOD))
                .containsExactly("400", "200", "429", "429");
    }

    @Test
    void should_count_by_the_address_that_a_trusted_proxy_names() {
        RequestLimits limits = limits("127.0.0.0/8");
        String first = GOOD.replace("Host", "X-Forwarded-For: 2001:db8::1\r\nHost");
        String neighbour = GOOD.replace("Host", "X-Forwarded-For: 2001:db8::2\r\nHost");
        String other = GOOD.replace("Host", "X-Forwarded-For: 2001:db8:0:1::1\r\nHost");

        assertThat(statuses(
                        limits, request -> answer(limits, request, null), first, neighbour, first, neighbour, other))
                .containsExactly("200", "200", "429", "429", "200");
    }

    @Test
    void should_count_an_unreadable_request_for_the_proxy() {
        RequestLimits limits = limits("127.0.0.0/8");
        String unreadable = "GET / HTTP/1.1\r\nX-Forwarded-For: 198.51.100.7\r\nno colon\r\n\r\n";

        assertThat(statuses(limits, request -> answer(limits, request, null), unreadable, unreadable, GOOD))
                .containsExactly("400", "400", "429");
    }

    /** Two requests at once, and few afterwards. */
    private RequestLimits limits(String trustedProxies) {
        return new RequestLimits(
                12,
                new StoppedClock(),
                CallerAddress.of(TestSettings.with("booking.trusted-proxies", trustedProxies)),
                problems);
    }

    private static final class StoppedClock implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return 0;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    /** @param username null for a caller without a token */
    private static void answer(RequestLimits limits, HttpServerRequest request, String username) {
        if (limits.admit(request) && (username == null || limits.admitUser(request, username))) {
            request.response().end();
        }
    }

    /** Returns the status of the answer to each request. */
    private List<String> statuses(RequestLimits limits, Handler<HttpServerRequest> handler, String... requests) {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(handler)
                .invalidRequestHandler(new UnreadableRequests(1_000, 1_000, limits))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return IntStream.range(0, requests.length)
                .mapToObj(i -> status(server, requests[i]))
                .toList();
    }

    private static String status(HttpServer server, String request) {
        try (RawConnection connection = new RawConnection(server.actualPort())) {
            return connection.send(request).readToEnd().split(" ", 3)[1];
        }
    }
}
