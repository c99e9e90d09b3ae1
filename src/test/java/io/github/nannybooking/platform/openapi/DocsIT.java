package io.github.nannybooking.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.testing.HttpCaller;
import io.github.nannybooking.testing.TestApp;
import io.github.nannybooking.testing.TestAws;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URL;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the page to try out the API: all its files are served, and no others. */
class DocsIT {

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
    @CsvSource({
        "/docs, text/html; charset=utf-8",
        "/docs/, text/html; charset=utf-8",
        "/docs/index.html, text/html; charset=utf-8",
        "/docs/initializer.js, text/javascript; charset=utf-8",
        "/docs/swagger-ui-bundle.js, text/javascript; charset=utf-8",
        "/docs/swagger-ui.css, text/css; charset=utf-8",
        "/docs/favicon-32x32.png, image/png",
    })
    void should_serve_each_file_with_its_type_and_a_strict_policy(String path, String type) {
        HttpResponse<String> answer = caller.get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(type);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("max-age=600");
        assertThat(answer.headers().allValues("Content-Security-Policy"))
                .containsExactly("default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
                        + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
                        + " frame-ancestors 'none'");
    }

    @Test
    void should_serve_an_image_unchanged() throws IOException {
        URL icon = new URL("http://127.0.0.1:%d/docs/favicon-32x32.png".formatted(caller.port()));

        assertThat(ImageIO.read(icon).getWidth()).isEqualTo(32);
    }

    @Test
    void should_load_only_existing_files_and_run_no_inline_script() {
        String page = caller.get("/docs").body();

        List<String> links = Pattern.compile("(?:src|href)=\"([^\"]*)\"")
                .matcher(page)
                .results()
                .map(result -> result.group(1))
                .toList();
        assertThat(links).hasSize(4).allMatch(link -> link.startsWith("/docs/")).allSatisfy(link -> assertThat(
                        caller.get(link).statusCode())
                .isEqualTo(200));
        assertThat(Pattern.compile("<script[^>]*>([^<]*)</script>")
                        .matcher(page)
                        .results()
                        .map((MatchResult script) -> script.group(1)))
                .containsOnly("");
        assertThat(caller.get("/docs/initializer.js").body())
                .contains("url: \"/openapi.json\"", "validatorUrl: null")
                .doesNotContain("http");
    }

    @Test
    void should_serve_the_description() {
        HttpResponse<String> answer = caller.get("/openapi.json");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(answer.body()).contains("\"operationId\":\"post-booking\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docs/nothing.js",
                "/docs/swagger-ui.js",
                "/docs/oauth2-redirect.html",
                "/docs/swagger-initializer.js",
                "/docs/application.properties",
                "/docs/../application.properties",
                "/docs/../../pom.xml",
                "/docs/..%2fapplication.properties",
                "/docs/%2e%2e%2fapplication.properties",
                "/docs/%2e%2e/application.properties",
                "/docs/..%5capplication.properties",
                "/docs/..%252fapplication.properties",
                "/docs//etc/passwd",
                "/docs/%2fetc%2fpasswd",
                "/docs/swagger-ui.css%00.png",
                "/docs/SWAGGER-UI.CSS",
                "/docs/META-INF/resources/webjars/swagger-ui/",
            })
    void should_answer_404_to_every_other_path(String path) throws IOException {
        assertThat(sendAsItIs(path)).startsWith("HTTP/1.1 404").contains("urn:nanny-booking:problem:no-such-resource");
    }

    @Test
    void should_answer_404_for_the_page_but_not_for_the_description_if_the_page_is_disabled() {
        try (TestApp disabled =
                TestApp.start(TestAws.shared().newResources(), Map.of("booking.docs.enabled", "false"))) {
            assertThat(disabled.caller().get("/docs").statusCode()).isEqualTo(404);
            assertThat(disabled.caller().get("/docs/swagger-ui-bundle.js").body())
                    .contains("urn:nanny-booking:problem:no-such-resource");
            assertThat(disabled.caller().get("/openapi.json").statusCode()).isEqualTo(200);
        }
    }

    /** The HTTP client of the JDK does not support every path. */
    private static String sendAsItIs(String path) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", caller.port());
                OutputStream out = socket.getOutputStream()) {
            out.write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
