package io.github.nannybooking;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.testing.HttpCaller;
import io.github.nannybooking.testing.RawConnection;
import io.github.nannybooking.testing.TestApp;
import io.github.nannybooking.testing.TestAws;
import io.github.nannybooking.testing.TestIssuer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that browsers send for the pages of other origins. */
class CorsIT {

    private static final String PAGE = "https://app.example.com";

    private static TestIssuer issuer;
    private static TestApp app;
    private static HttpCaller anonymous;

    @BeforeAll
    static void start() throws Exception {
        issuer = new TestIssuer();
        Map<String, String> settings = new HashMap<>(issuer.asSettings());
        settings.put("booking.cors.origins", "http://localhost:5173, " + PAGE);
        app = TestApp.start(TestAws.shared().newResources(), settings);
        anonymous = app.caller();
    }

    @AfterAll
    static void stop() {
        app.close();
        issuer.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bookings", "/jobs/1", "/queues", "/nowhere"})
    void should_answer_a_preflight_without_a_token_and_the_same_at_all_paths(String path) {
        HttpResponse<String> answer = preflight(path, PAGE);

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertReadable(answer);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Methods")).hasValue("DELETE, GET, POST");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers"))
                .hasValue("Authorization, Content-Type, Idempotency-Key, X-Correlation-Id");
        assertThat(answer.headers().firstValue("Access-Control-Max-Age")).hasValue("7200");
    }

    @Test
    void should_allow_pages_to_read_answers_and_errors() {
        HttpCaller admin = anonymous.as(issuer.token("eva", "admin"));
        HttpResponse<String> job = admin.send(admin.to("/jobs")
                .header("Origin", PAGE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));
        assertThat(job.statusCode()).isEqualTo(400);
        assertReadable(job);
        HttpResponse<String> withoutToken = read("/queues", PAGE);
        assertThat(withoutToken.statusCode()).isEqualTo(401);
        assertReadable(withoutToken);
        assertReadable(read("/queues", "http://localhost:5173"), "http://localhost:5173");
    }

    @Test
    void should_allow_pages_to_read_that_a_path_can_not_be_decoded() {
        try (RawConnection connection = new RawConnection(app.caller().port())) {
            assertThat(connection
                            .send("GET /%zz HTTP/1.1\r\nHost: localhost\r\nOrigin: " + PAGE
                                    + "\r\nConnection: close\r\n\r\n")
                            .readToEnd())
                    .startsWith("HTTP/1.1 400 ")
                    .contains("access-control-allow-origin: " + PAGE + "\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "null",
                "http://app.example.com",
                "https://app.example.com:8443",
                "https://app.example.com.evil.example",
                "https://xapp.example.com",
                "https://APP.example.com",
                PAGE + "/"
            })
    void should_not_allow_pages_of_other_origins_to_read_an_answer(String origin) {
        for (HttpResponse<String> answer : List.of(preflight("/bookings", origin), read("/bookings/1", origin))) {
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(corsHeaders(answer)).isEmpty();
            assertThat(answer.headers().allValues("Vary")).containsExactly("Origin");
        }
    }

    @Test
    void should_process_requests_of_other_programs_and_of_its_own_pages_as_before() {
        HttpCaller admin = anonymous.as(issuer.token("root", "admin"));

        HttpResponse<String> answer =
                admin.send(admin.to("/queues").header("Origin", "http://127.0.0.1:" + anonymous.port()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(corsHeaders(answer)).isEmpty();
        assertThat(answer.headers().allValues("Vary")).containsExactly("Origin");
    }

    private static HttpResponse<String> preflight(String path, String origin) {
        return anonymous.send(anonymous
                .to(path)
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type"));
    }

    private static HttpResponse<String> read(String path, String origin) {
        return anonymous.send(anonymous.to(path).header("Origin", origin));
    }

    private static void assertReadable(HttpResponse<String> answer) {
        assertReadable(answer, PAGE);
    }

    private static void assertReadable(HttpResponse<String> answer, String page) {
        assertThat(answer.headers().allValues("Access-Control-Allow-Origin")).containsExactly(page);
        assertThat(answer.headers().allValues("Access-Control-Allow-Credentials"))
                .isEmpty();
        assertThat(answer.headers().allValues("Vary")).containsExactly("Origin");
        assertThat(answer.headers().firstValue("Access-Control-Expose-Headers"))
                .hasValue("Allow, Location, Retry-After, WWW-Authenticate, X-Correlation-Id");
    }

    private static List<String> corsHeaders(HttpResponse<String> answer) {
        return answer.headers().map().keySet().stream()
                .filter(name -> name.startsWith("access-control-"))
                .toList();
    }
}
