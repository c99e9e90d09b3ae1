package io.github.nannybooking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nannybooking.testing.HttpCaller;
import io.github.nannybooking.testing.LogLines;
import io.github.nannybooking.testing.RawConnection;
import io.github.nannybooking.testing.TestApp;
import io.github.nannybooking.testing.TestAws;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that requests that are too large, too slow or malformed are refused, with a problem where possible. */
@Isolated("reads the log")
class LimitsIT {

    private static final String ROUTES = """
            - route:
                id: late
                routeConfigurationId: answer-with-problems
                from:
                  uri: platform-http:/late/{millis}
                  steps:
                    - delay: {asyncDelayed: "false", simple: "${header.millis}"}
                    - setBody: {constant: at last}
                    - log: {loggingLevel: WARN, message: "answered after ${header.millis} ms"}
            - route:
                id: long
                routeConfigurationId: answer-with-problems
                from:
                  uri: platform-http:/long
                  steps:
                    - setBody: {constant: "resource:file:%s"}
                    - convertBodyTo: {type: "byte[]"}
            - route:
                id: page
                routeConfigurationId: answer-with-problems
                from:
                  uri: platform-http:/page
                  steps:
                    - setHeader: {name: Cache-Control, constant: max-age=60}
                    - setHeader: {name: Content-Security-Policy, constant: default-src 'self'}
                    - setBody: {constant: page}
            """;

    private static TestApp app;
    private static HttpCaller caller;

    @BeforeAll
    static void start(@TempDir Path routes) throws Exception {
        Path answer = Files.writeString(routes.resolve("long.txt"), "long".repeat(8_000_000));
        Files.writeString(routes.resolve("test.camel.yaml"), ROUTES.formatted(answer));
        app = TestApp.start(
                TestAws.shared().newResources(),
                Map.of(
                        "booking.routes", routes.toString(),
                        "booking.max-uri-length", "300",
                        "booking.max-header-size", "2000",
                        "booking.max-body-size", "1024",
                        "booking.aws.budget", "1000",
                        "booking.request-timeout", "3000",
                        "booking.idle-timeout", "1"));
        caller = app.caller();
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    static List<List<String>> unreadable() {
        return List.of(
                List.of(
                        "GET /%s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted("a".repeat(300)),
                        "414",
                        "URI too long"),
                List.of(
                        "GET / HTTP/1.1\r\nHost: localhost\r\nX: %s\r\n\r\n".formatted("a".repeat(2000)),
                        "431",
                        "Headers too large"),
                List.of(
                        "GET / HTTP/1.1\r\nHost: localhost\r\n%s\r\n".formatted("X: aaa\r\n".repeat(400)),
                        "431",
                        "Headers too large"),
                List.of("nonsense\r\n\r\n", "400", "Invalid request"),
                List.of("GET / HTTP/1.1\r\nHost: localhost\r\nno field\r\n\r\n", "400", "Invalid request"),
                List.of(
                        "POST /late/0 HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
                        "400",
                        "Invalid request"),
                List.of(
                        "POST /late/0 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                        "400",
                        "Invalid request"),
                List.of("GET /late/%zz HTTP/1.1\r\nHost: localhost\r\n\r\n", "400", "Invalid request"),
                List.of("GET late HTTP/1.1\r\nHost: localhost\r\n\r\n", "404", "No such resource"),
                List.of("GET /late/0 HTTP/1.1\r\n\r\n", "400", "Invalid request"));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void should_answer_an_unreadable_request_with_a_problem(List<String> refused) {
        try (RawConnection connection = new RawConnection(caller.port())) {
            String answer = connection.send(refused.get(0)).readToEnd();

            assertProblem(answer, refused.get(1), refused.get(2));
        }
    }

    @Test
    void should_close_the_connection_when_a_chunked_body_is_invalid() {
        try (RawConnection connection = new RawConnection(caller.port())) {
            assertThat(connection
                            .send(
                                    "POST /late/0 HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")
                            .readToEnd())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "GET /late/0 HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n"
            })
    void should_not_accept_http_2(String request) {
        try (RawConnection connection = new RawConnection(caller.port())) {
            assertThat(connection.send(request).readToEnd())
                    .doesNotContain("HTTP/1.1 101")
                    .containsPattern("^HTTP/[12]");
        }
    }

    @Test
    void should_answer_requests_within_the_limits() {
        assertThat(caller.get("/late/0?%s".formatted("a".repeat(250))).body()).isEqualTo("at last");
        assertThat(caller.send(caller.to("/late/0").header("X-Long", "a".repeat(1_500)))
                        .body())
                .isEqualTo("at last");
    }

    @Test
    void should_answer_413_to_a_body_over_the_configured_size() {
        assertThat(caller.post("/late/0", "a".repeat(1024)).body()).isEqualTo("at last");
        assertThat(caller.post("/late/0", "a".repeat(1025)).body())
                .contains("\"title\":\"Body too large\"", "must not be over 1024 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET /late/0 HTTP/1.1\r\nHost: localhost\r\n",
                "GET /late/0 HTTP/1.1\r\nHost: localhost\r\nX: "
            })
    void should_close_the_connection_when_headers_arrive_too_slowly(String start) {
        ScheduledExecutorService trickle = Executors.newSingleThreadScheduledExecutor();
        try (RawConnection connection = new RawConnection(caller.port()).send(start)) {
            trickle.scheduleAtFixedRate(() -> connection.send("a"), 100, 100, TimeUnit.MILLISECONDS);

            assertThat(connection.readToEnd()).isEmpty();
        } finally {
            trickle.shutdownNow();
        }
    }

    @Test
    void should_close_an_idle_connection_to_the_management_port() {
        try (RawConnection connection = new RawConnection(caller.managementPort())) {
            assertThat(connection.readToEnd()).isEmpty();
        }
    }

    @Test
    void should_keep_a_connection_for_more_requests_and_close_it_when_it_is_idle() {
        String request = "GET /late/0 HTTP/1.1\r\nHost: localhost\r\n\r\n";
        try (RawConnection connection = new RawConnection(caller.port())) {
            String answers = connection.send(request + request).readToEnd();

            assertThat(answers.split("at last", -1)).hasSize(3);
        }
    }

    @Test
    void should_answer_a_pipelined_request_that_takes_longer_than_a_connection_may_be_idle() {
        try (RawConnection connection = new RawConnection(caller.port())) {
            String answers = connection
                    .send(
                            "GET /late/0 HTTP/1.1\r\nHost: localhost\r\n\r\nGET /late/1500 HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .readToEnd();

            assertThat(answers.split("at last", -1)).hasSize(3);
        }
    }

    @Test
    void should_answer_a_request_that_takes_longer_than_a_connection_may_be_idle() {
        assertThat(caller.get("/late/1500").body()).isEqualTo("at last");
    }

    @Test
    void should_answer_408_when_the_body_does_not_arrive_and_close_the_connection() {
        try (RawConnection connection = new RawConnection(caller.port())) {
            String answer = connection
                    .send("POST /late/0 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc")
                    .readToEnd();

            assertProblem(answer, "408", "Request timeout");
            assertThat(answer.toLowerCase()).contains("connection: close");
        }
    }

    /** Within the time limit of the test, only the 408 closes the connection. */
    @Test
    void should_not_wait_for_the_rest_of_a_body_after_a_408() {
        Map<String, String> settings = Map.of(
                "booking.request-timeout", "1000",
                "booking.aws.budget", "500",
                "booking.idle-timeout", "600");
        try (TestApp patient = TestApp.start(TestAws.shared().newResources(), settings);
                RawConnection connection = new RawConnection(patient.caller().port())) {
            String answer = connection.send("""
                            POST /bookings HTTP/1.1\r
                            Host: localhost\r
                            Content-Type: application/json\r
                            Content-Length: 10\r
                            \r
                            {""").readToEnd();

            assertProblem(answer, "408", "Request timeout");
        }
    }

    @Test
    void should_answer_503_to_a_request_that_takes_too_long_and_discard_the_late_answer() {
        try (LogLines log = new LogLines()) {
            HttpResponse<String> answer = caller.get("/late/4000");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
            assertThat(answer.body()).contains("\"title\":\"Service unavailable\"", "takes too long");

            await().until(() -> log.all().contains("WARN answered after 4000 ms null"));
            assertThat(caller.get("/late/1").statusCode()).isEqualTo(200);
            assertThat(log.all())
                    .containsExactly(
                            "WARN GET is answered with 503 Service unavailable null",
                            "WARN answered after 4000 ms null",
                            "WARN answered after 1 ms null");
        }
    }

    @Test
    void should_close_the_connection_when_the_caller_does_not_read_the_answer_in_time() {
        try (LogLines log = new LogLines();
                RawConnection connection = new RawConnection(caller.port())) {
            connection.send("GET /long HTTP/1.1\r\nHost: localhost\r\n\r\n");

            connection.awaitRefusalOf("\r\n");
            assertThat(log.all()).noneMatch(line -> line.startsWith("ERROR"));
        }
    }

    @Test
    void should_close_the_connection_when_the_caller_sends_requests_and_reads_no_answers() {
        try (RawConnection connection = new RawConnection(caller.port())) {
            connection.awaitRefusalOf("GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(100));
        }
        assertThat(caller.get("/late/1").statusCode()).isEqualTo(200);
    }

    @Test
    void should_prefer_the_headers_of_a_route_to_its_own() {
        HttpResponse<String> answer = caller.get("/page");

        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("max-age=60");
        assertThat(answer.headers().allValues("Content-Security-Policy")).containsExactly("default-src 'self'");
        assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
    }

    private static void assertProblem(String answer, String status, String title) {
        assertThat(answer)
                .containsPattern("^HTTP/1\\.[01] " + status + " ")
                .containsIgnoringCase("\r\nContent-Type: application/problem+json\r\n")
                .contains("\"title\":\"" + title + "\"", "\"status\":" + status)
                .containsIgnoringCase("\r\nX-Content-Type-Options: nosniff\r\n")
                .containsIgnoringCase("\r\nCache-Control: no-store\r\n")
                .containsPattern(Pattern.compile("(?i)\r\nX-Correlation-Id: [0-9a-f-]{36}\r\n"))
                .doesNotContainIgnoringCase("\r\nServer:");
    }
}
