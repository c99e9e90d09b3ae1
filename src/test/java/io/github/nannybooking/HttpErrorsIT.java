package io.github.nannybooking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.platform.http.server.ProblemWriter;
import io.github.nannybooking.platform.http.server.Stage;
import io.github.nannybooking.testing.HttpCaller;
import io.github.nannybooking.testing.LogLines;
import io.github.nannybooking.testing.RawConnection;
import io.github.nannybooking.testing.TestApp;
import io.github.nannybooking.testing.TestAws;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that each error of the HTTP server is a problem with the correct status. */
@Isolated("reads the log")
class HttpErrorsIT {

    private static final String VALID = "{\"username\": \"maria\", \"jobId\": \"nowhere\", \"applicationId\": \"a1\"}";

    private static TestApp app;
    private static HttpCaller caller;

    @BeforeAll
    static void start() {
        app = TestApp.start(TestAws.shared().newResources(), Map.of());
        caller = app.caller();
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "not JSON",
                "null",
                "[]",
                "5",
                "\"text\"",
                "{}",
                "{\"username\": \"maria\", \"jobId\": \"j1\"}",
                "{\"username\": \"maria\", \"jobId\": \"j1\", \"applicationId\": null}",
                "{\"username\": \"maria\", \"jobId\": \"j1\", \"applicationId\": \"\"}",
                "{\"username\": \"maria\", \"jobId\": \" \", \"applicationId\": \"a1\"}",
                "{\"username\": \"maria\", \"jobId\": \"j#1\", \"applicationId\": \"a1\"}",
                "{\"username\": \"maria\", \"jobId\": \"j1\", \"applicationId\": \"a\\u0000\"}",
                "{\"username\": \"maria\", \"jobId\": \"j1\", \"applicationId\": \"\\ud83d\"}",
                "{\"username\": 5, \"jobId\": \"j1\", \"applicationId\": \"a1\"}",
                "{\"username\": 1.5, \"jobId\": \"j1\", \"applicationId\": \"a1\"}",
                "{\"username\": true, \"jobId\": \"j1\", \"applicationId\": \"a1\"}",
                "{\"username\": [\"maria\"], \"jobId\": \"j1\", \"applicationId\": \"a1\"}",
                "{\"username\": {\"S\": \"maria\"}, \"jobId\": \"j1\", \"applicationId\": \"a1\"}",
                "{\"username\": \"maria\", \"username\": \"joao\", \"jobId\": \"j1\", \"applicationId\": \"a1\"}",
                "{\"username\": \"maria\", \"jobId\": \"j1\", \"applicationId\": \"a1\"} {}",
            })
    void should_answer_400_to_an_invalid_booking(String body) throws Exception {
        assertProblem(caller.post("/bookings", body), 400, "Invalid request");
    }

    @Test
    void should_answer_400_to_a_missing_body() throws Exception {
        assertProblem(post("application/json", BodyPublishers.noBody()), 400, "Invalid request");
    }

    @Test
    void should_answer_400_to_a_body_that_is_not_utf_8() throws Exception {
        byte[] latin1 = VALID.replace("maria", "josé").getBytes(StandardCharsets.ISO_8859_1);

        assertProblem(post("application/json", BodyPublishers.ofByteArray(latin1)), 400, "Invalid request");
    }

    @Test
    void should_accept_an_id_of_128_characters_and_answer_400_to_a_longer_one() throws Exception {
        assertProblem(caller.book("maria", "j".repeat(128), "a1"), 404, "No such job");

        JsonNode problem = assertProblem(caller.book("maria", "j".repeat(129), "a1"), 400, "Invalid request");
        assertThat(problem.get("detail").textValue()).startsWith("jobId: must be a text of 1 to 128 characters");
    }

    @ParameterizedTest
    @CsvSource({
        "{\"username\": 5, 'username: has the wrong type'",
        "{\"jobId\": [], 'jobId: has the wrong type'",
    })
    void should_name_the_field_with_the_wrong_type(String start, String detail) throws Exception {
        assertThat(assertProblem(caller.post("/bookings", start + "}"), 400, "Invalid request")
                        .get("detail")
                        .textValue())
                .isEqualTo(detail);
    }

    @Test
    void should_ignore_unknown_fields() throws Exception {
        assertProblem(caller.post("/bookings", VALID.replace("}", ", \"note\": {\"x\": 1}}")), 404, "No such job");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "PATCH", "DELETE", "OPTIONS"})
    void should_answer_405_and_the_allowed_method(String method) throws Exception {
        HttpResponse<String> answer = caller.send(caller.to("/bookings").method(method, BodyPublishers.noBody()));

        assertProblem(answer, 405, "Method not allowed");
        assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void should_answer_405_and_the_allowed_method_at_a_booking(String method) throws Exception {
        HttpResponse<String> answer = caller.send(caller.to("/bookings/1").method(method, BodyPublishers.noBody()));

        assertProblem(answer, 405, "Method not allowed");
        assertThat(answer.headers().firstValue("Allow")).hasValue("GET");
    }

    @Test
    void should_answer_405_and_all_methods_of_a_path() throws Exception {
        HttpResponse<String> answer =
                caller.send(caller.to("/failed-declines/1").method("PUT", BodyPublishers.noBody()));

        assertProblem(answer, 405, "Method not allowed");
        assertThat(answer.headers().firstValue("Allow")).hasValue("DELETE, GET");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "text/json",
                "application/jsonx",
                "json",
                "application/json, application/json",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "*/*",
                "application/*"
            })
    void should_answer_415_to_a_body_that_is_not_json(String contentType) throws Exception {
        assertProblem(post(contentType, BodyPublishers.ofString(VALID)), 415, "Unsupported media type");
    }

    @Test
    void should_treat_a_trailing_slash_like_vertx() throws Exception {
        assertProblem(caller.send(caller.to("/bookings/")), 405, "Method not allowed");
    }

    @Test
    void should_answer_415_without_a_content_type() throws Exception {
        assertProblem(
                caller.send(caller.to("/bookings").POST(BodyPublishers.ofString(VALID))),
                415,
                "Unsupported media type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json; charset=utf-8",
                "Application/JSON",
                "APPLICATION/JSON; Charset=UTF-8",
                "application/json \t;\tcharset=\"utf-8\""
            })
    void should_accept_json_in_every_spelling_of_the_content_type(String contentType) throws Exception {
        assertProblem(post(contentType, BodyPublishers.ofString(VALID)), 404, "No such job");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "br", "x-unknown", "identity, gzip"})
    void should_answer_415_to_an_encoded_body_and_name_the_accepted_encoding(String encoding) throws Exception {
        HttpResponse<String> answer = caller.send(caller.to("/bookings")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", encoding)
                .POST(BodyPublishers.ofString(VALID)));

        assertThat(assertProblem(answer, 415, "Unsupported media type")
                        .get("detail")
                        .textValue())
                .contains("Content-Encoding");
        assertThat(answer.headers().firstValue("Accept-Encoding")).hasValue("identity");
    }

    @Test
    void should_accept_a_body_that_is_explicitly_not_encoded() throws Exception {
        assertProblem(
                caller.send(caller.to("/bookings")
                        .header("Content-Type", "application/json")
                        .header("Content-Encoding", "Identity")
                        .POST(BodyPublishers.ofString(VALID))),
                404,
                "No such job");
    }

    @Test
    void should_answer_400_and_name_gzip_to_a_compressed_body_that_does_not_say_so() throws Exception {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(VALID.getBytes(StandardCharsets.UTF_8));
        }

        JsonNode problem = assertProblem(
                post("application/json", BodyPublishers.ofByteArray(compressed.toByteArray())), 400, "Invalid request");
        assertThat(problem.get("detail").textValue()).contains("gzip");
    }

    @Test
    void should_ignore_the_content_type_of_a_request_without_a_body() {
        assertThat(caller.send(caller.to("/jobs?status=OPEN").header("Content-Type", "*/*"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void should_accept_json_in_every_spelling_of_accept() {
        for (String accept : List.of("Application/JSON", "text/html, APPLICATION/*;q=0.5", "application/json ; q=1")) {
            assertThat(caller.send(caller.to("/jobs?status=OPEN").header("Accept", accept))
                            .statusCode())
                    .as(accept)
                    .isEqualTo(200);
        }
        assertThat(caller.send(caller.to("/jobs?status=OPEN")
                                .header("Accept", "text/html")
                                .header("Accept", "application/json"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void should_answer_406_when_the_caller_does_not_accept_json() throws Exception {
        assertProblem(
                caller.send(caller.to("/bookings")
                        .header("Content-Type", "application/json")
                        .header("Accept", "text/html")
                        .POST(BodyPublishers.ofString(VALID))),
                406,
                "Not acceptable");
    }

    @Test
    void should_accept_64_kib_and_answer_413_to_one_more_byte() throws Exception {
        String largest = VALID + " ".repeat(65_536 - VALID.length());

        assertProblem(caller.post("/bookings", largest), 404, "No such job");
        assertProblem(caller.post("/bookings", largest + " "), 413, "Body too large");
    }

    @Test
    void should_answer_413_to_a_chunked_body_that_is_too_large() throws Exception {
        byte[] tooLarge = (VALID + " ".repeat(65_536)).getBytes(StandardCharsets.UTF_8);

        assertProblem(
                post("application/json", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(tooLarge))),
                413,
                "Body too large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/nowhere",
                "/bookings/1/2",
                "/pom.xml",
                "/application.properties",
                "/routes/book-nanny.camel.yaml",
                "/observe/health",
                "/observe/metrics",
                "/q/send"
            })
    void should_answer_404_to_any_other_path(String path) throws Exception {
        assertProblem(caller.send(caller.to(path)), 404, "No such resource");
    }

    @Test
    void should_neither_use_nor_return_request_headers_and_query_parameters() throws Exception {
        HttpResponse<String> answer = caller.send(caller.to("/bookings?CamelHttpResponseCode=204&X-Echo-Query=1")
                .header("Content-Type", "application/json")
                .header("CamelHttpResponseCode", "204")
                .header("CamelBeanMethodName", "toString")
                .header("X-Echo", "1")
                .header("Authorization", "Bearer secret")
                .POST(BodyPublishers.ofString(VALID)));

        assertProblem(answer, 404, "No such job");
        assertThat(answer.headers().map())
                .containsOnlyKeys(
                        "content-type",
                        "content-length",
                        "x-content-type-options",
                        "cache-control",
                        "content-security-policy",
                        "referrer-policy",
                        "x-correlation-id");
        assertThat(answer.headers().map().toString()).doesNotContain("secret");
    }

    @Test
    void should_answer_with_security_headers() {
        for (String path : List.of("/bookings/nowhere", "/nowhere", "/jobs?status=OPEN")) {
            HttpHeaders headers = caller.get(path).headers();

            assertThat(headers.allValues("X-Content-Type-Options")).containsExactly("nosniff");
            assertThat(headers.allValues("Cache-Control")).containsExactly("no-store");
            assertThat(headers.allValues("Content-Security-Policy"))
                    .containsExactly("default-src 'none'; frame-ancestors 'none'");
            assertThat(headers.allValues("Referrer-Policy")).containsExactly("no-referrer");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nowhere, 404 No such resource",
        "PUT, /bookings, 405 Method not allowed",
        "POST, /bookings, 415 Unsupported media type",
    })
    void should_log_requests_that_reach_no_route_with_the_correlation_id_of_the_answer(
            String method, String path, String refusal) {
        try (LogLines log = new LogLines(ProblemWriter.class.getName())) {
            HttpResponse<String> answer = caller.send(caller.to(path).method(method, BodyPublishers.ofString("x")));

            String id = answer.headers().firstValue("X-Correlation-Id").orElseThrow();
            assertThat(log.under(id)).containsExactly("INFO " + method + " is answered with " + refusal);
        }
    }

    @Test
    void should_answer_500_when_the_server_fails_and_log_the_cause() throws Exception {
        app.context().getRegistry().findByType(VertxPlatformHttpRouter.class).stream()
                .filter(VertxPlatformHttpRouter::isMainServer)
                .forEach(router -> router.route("/broken")
                        .order(Stage.STOPPING.order())
                        .handler(request -> {
                            throw new IllegalStateException("why");
                        }));
        try (LogLines log = new LogLines(ProblemWriter.class.getName())) {
            assertProblem(caller.get("/broken"), 500, "Internal error");

            assertThat(log.all())
                    .containsExactly(
                            "ERROR GET is answered with 500 Internal error java.lang.IllegalStateException: why");
        }
    }

    @Test
    void should_answer_with_the_correlation_id_of_the_request() {
        HttpResponse<String> answer = caller.send(caller.to("/bookings/nowhere").header("X-Correlation-Id", "mine-1"));

        assertThat(answer.headers().allValues("X-Correlation-Id")).containsExactly("mine-1");
    }

    @Test
    void should_answer_with_a_new_correlation_id_when_the_request_has_no_valid_one() {
        HttpResponse<String> answer =
                caller.send(caller.to("/bookings/nowhere").header("X-Correlation-Id", "not {one}"));

        assertThat(answer.headers().allValues("X-Correlation-Id"))
                .singleElement()
                .asString()
                .matches("[0-9a-f-]{36}");
    }

    @Test
    void should_answer_400_to_a_path_that_can_not_be_decoded() throws Exception {
        try (RawConnection connection = new RawConnection(caller.port())) {
            String answer = connection
                    .send("GET /bookings/%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .readToEnd();

            assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\"title\":\"Invalid request\"");
        }
    }

    @Test
    void should_show_health_and_metrics_on_the_management_port() {
        assertThat(caller.managementStatus("/observe/health/live")).isEqualTo(200);
        assertThat(caller.managementStatus("/observe/health/ready")).isEqualTo(200);
        assertThat(caller.management("/observe/metrics")).contains("camel_exchanges_total", "decline-applications");
    }

    private static HttpResponse<String> post(String contentType, BodyPublisher body) {
        return caller.send(
                caller.to("/bookings").header("Content-Type", contentType).POST(body));
    }

    private static JsonNode assertProblem(HttpResponse<String> answer, int status, String title) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = new ObjectMapper().readTree(answer.body());
        assertThat(problem.get("status").intValue()).isEqualTo(status);
        assertThat(problem.get("title").textValue()).isEqualTo(title);
        assertThat(problem.get("type").textValue())
                .isEqualTo("urn:nanny-booking:problem:" + title.toLowerCase().replace(' ', '-'));
        assertThat(problem.get("detail").textValue()).isNotBlank().doesNotContain("Exception", "io.github");
        return problem;
    }
}
