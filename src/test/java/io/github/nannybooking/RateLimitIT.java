package io.github.nannybooking;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.platform.http.server.ProblemWriter;
import io.github.nannybooking.testing.HttpCaller;
import io.github.nannybooking.testing.LogLines;
import io.github.nannybooking.testing.RawConnection;
import io.github.nannybooking.testing.TestApp;
import io.github.nannybooking.testing.TestAws;
import io.github.nannybooking.testing.TestIssuer;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RateLimitIT {

    private static final String PAGE = "https://app.example.com";

    @Test
    void should_answer_429_to_too_many_requests_and_return_when_to_retry() {
        try (TestApp app = TestApp.start(TestAws.shared().newResources(), Map.of("booking.rate-limit", "2"))) {
            assertThat(app.caller().readBooking("j1").statusCode()).isEqualTo(404);

            HttpResponse<String> refused = app.caller().readBooking("j1");

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(refused.headers()
                            .firstValue("Retry-After")
                            .map(Integer::valueOf)
                            .orElseThrow())
                    .isBetween(1, 30);
            assertThat(refused.headers().firstValue("X-Correlation-Id")).isPresent();
            assertThat(refused.body())
                    .contains(
                            "\"type\":\"urn:nanny-booking:problem:too-many-requests\"",
                            "\"title\":\"Too many requests\"",
                            "\"status\":429");
            assertThat(app.caller().get("/nowhere").statusCode()).isEqualTo(429);
            assertThat(app.caller().managementStatus("/observe/health/live")).isEqualTo(200);
        }
    }

    @Test
    void should_count_a_request_once_when_a_route_was_restarted() throws Exception {
        try (TestApp app = TestApp.start(TestAws.shared().newResources(), Map.of("booking.rate-limit", "12"))) {
            app.stopRoute("read-booking");
            app.startRoute("read-booking");

            assertThat(app.caller().readBooking("j1").statusCode()).isEqualTo(404);
            assertThat(app.caller().readBooking("j1").statusCode()).isEqualTo(404);
            assertThat(app.caller().readBooking("j1").statusCode()).isEqualTo(429);
        }
    }

    @Test
    void should_count_by_user_with_a_valid_token_and_otherwise_by_address() throws Exception {
        try (TestIssuer issuer = new TestIssuer();
                TestApp app = TestApp.start(TestAws.shared().newResources(), slow(issuer))) {
            HttpCaller stranger = app.caller();
            for (String user : List.of("maria", "joao")) {
                HttpCaller parent = stranger.as(issuer.token(user, "parent"));
                assertThat(parent.readBooking("j1").statusCode()).isEqualTo(404);
                assertThat(stranger.as(issuer.idToken(user, "parent"))
                                .readBooking("j1")
                                .statusCode())
                        .isEqualTo(429);
            }
            assertThat(stranger.get("/openapi.json").statusCode()).isEqualTo(200);
            assertThat(stranger.get("/openapi.json").statusCode()).isEqualTo(429);
            assertThat(stranger.readBooking("j1").statusCode()).isEqualTo(429);
        }
    }

    @Test
    void should_not_verify_more_tokens_than_an_address_may_send() throws Exception {
        try (TestIssuer issuer = new TestIssuer();
                TestApp app = TestApp.start(TestAws.shared().newResources(), slow(issuer));
                LogLines log = new LogLines("io.github.nannybooking.platform")) {
            HttpCaller maria = app.caller().as(issuer.token("maria", "parent"));
            HttpCaller forger = app.caller().as(issuer.token("maria", "parent") + "x");
            assertThat(maria.readBooking("j1").statusCode()).isEqualTo(404);

            List<Integer> answers = Stream.generate(() -> forger.readBooking("j1"))
                    .limit(3)
                    .map(HttpResponse::statusCode)
                    .toList();

            assertThat(answers).containsExactly(401, 429, 429);
            assertThat(log.all())
                    .filteredOn(line -> line.contains("A token is rejected"))
                    .hasSize(1);
        }
    }

    /** Each sends its own address, except for the one whose headers can't be read. */
    @Test
    void should_count_requests_that_are_refused_early_and_log_none_of_them() {
        Map<String, Integer> early = Map.of(
                "GET /jobs HTTP/1.1\r\nHost: localhost\r\nHost: localhost",
                400,
                "GET /jobs HTTP/1.1\r\nHost: localhost\r\n: b",
                400,
                "GET /jobs HTTP/1.1\r\nHost: localhost\r\nAccept: a/b;c=\"",
                400,
                "GET /jobs/%ff HTTP/1.1\r\nHost: localhost",
                400,
                "GET /%zz HTTP/1.1\r\nHost: localhost",
                400,
                "GET /jobs HTTP/1.1\r\nHost: evil.example",
                403,
                "OPTIONS /jobs HTTP/1.1\r\nHost: localhost\r\nOrigin: " + PAGE
                        + "\r\nAccess-Control-Request-Method: POST",
                204,
                "GET /jobs HTTP/1.1\r\nno colon",
                400);
        Map<String, String> settings =
                Map.of("booking.rate-limit", "1", "booking.trusted-proxies", "127.0.0.1", "booking.cors.origins", PAGE);
        try (TestApp app = TestApp.start(TestAws.shared().newResources(), settings);
                LogLines log = new LogLines(ProblemWriter.class.getName())) {
            AtomicInteger addresses = new AtomicInteger();
            early.forEach((request, status) -> {
                String complete = request + "\r\nX-Forwarded-For: 198.51.100." + addresses.incrementAndGet()
                        + "\r\nConnection: close\r\n\r\n";
                assertThat(answer(app, complete)).as(request).contains(" " + status + " ");
                assertThat(answer(app, complete)).contains(" 429 ").containsIgnoringCase("\r\nRetry-After: ");
            });

            assertThat(log.all()).hasSize(2 * early.size() - 1).allMatch(line -> line.startsWith("DEBUG "));
            assertThat(app.caller().management("/observe/metrics"))
                    .contains(
                            "refused_requests_total{status=\"400\"} 6.0",
                            "refused_requests_total{status=\"403\"} 1.0",
                            "refused_requests_total{status=\"429\"} 8.0");
        }
    }

    /** A proxy may take the rest of such a request for the next one. */
    @Test
    void should_close_the_connection_after_a_429_to_a_request_with_an_ambiguous_end() {
        try (TestApp app = TestApp.start(TestAws.shared().newResources(), Map.of("booking.rate-limit", "1"))) {
            assertThat(app.caller().readBooking("j1").statusCode()).isEqualTo(404);

            String answers = answer(
                    app,
                    "POST /jobs HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + "0\r\n\r\nGET /bookings/j1 HTTP/1.1\r\nHost: localhost\r\n\r\n");

            assertThat(answers).startsWith("HTTP/1.1 429 ").containsOnlyOnce("HTTP/1.1 ");
        }
    }

    @Test
    void should_not_believe_the_address_in_a_request_if_no_proxy_is_trusted() {
        try (TestApp app = TestApp.start(TestAws.shared().newResources(), Map.of("booking.rate-limit", "1"))) {
            HttpCaller caller = app.caller();
            assertThat(caller.readBooking("j1").statusCode()).isEqualTo(404);

            Map.of("X-Forwarded-For", "198.51.100.7", "Forwarded", "for=198.51.100.7")
                    .forEach((header, value) -> assertThat(
                                    caller.send(caller.to("/bookings/j1").header(header, value))
                                            .statusCode())
                            .isEqualTo(429));
        }
    }

    @Test
    void should_allow_pages_to_read_the_429_of_their_user_and_their_address() throws Exception {
        try (TestIssuer issuer = new TestIssuer()) {
            Map<String, String> settings = slow(issuer);
            settings.put("booking.cors.origins", PAGE);
            try (TestApp app = TestApp.start(TestAws.shared().newResources(), settings)) {
                HttpCaller maria = app.caller().as(issuer.token("maria", "parent"));
                for (HttpCaller caller : List.of(maria, app.caller())) {
                    caller.readBooking("j1");

                    HttpResponse<String> answer =
                            caller.send(caller.to("/bookings/j1").header("Origin", PAGE));

                    assertThat(answer.statusCode()).isEqualTo(429);
                    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                            .hasValue(PAGE);
                }
            }
        }
    }

    private static String answer(TestApp app, String request) {
        try (RawConnection connection = new RawConnection(app.caller().port())) {
            return connection.send(request).readToEnd();
        }
    }

    private static Map<String, String> slow(TestIssuer issuer) {
        Map<String, String> settings = new HashMap<>(issuer.asSettings());
        settings.put("booking.rate-limit", "1");
        return settings;
    }
}
