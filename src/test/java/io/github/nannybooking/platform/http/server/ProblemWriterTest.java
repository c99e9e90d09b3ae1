package io.github.nannybooking.platform.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.platform.http.problem.Problem;
import io.github.nannybooking.testing.LogLines;
import io.github.nannybooking.testing.RawConnection;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemWriterTest {

    private static final String REQUEST =
            "PATCH /s3cret?s3cret HTTP/1.1\r\nHost: x\r\nX-Correlation-Id: c1\r\nAuthorization: Bearer s3cret\r\nConnection: close\r\n\r\n";

    private static final String ORIGIN = "https://app.example.com";

    private final Vertx vertx = Vertx.vertx();
    private final LogLines log = new LogLines(ProblemWriter.class.getName());
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ProblemWriter problems =
            new ProblemWriter(context, new ObjectMapper(), new AnswerHeaders(new Cors(Set.of(ORIGIN))), "2");
    private final HttpServer server = vertx.createHttpServer()
            .requestHandler(this::answer)
            .invalidRequestHandler(this::answer)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    private volatile Problem problem = Problem.invalidRequest("no such luck");
    private volatile Throwable cause;

    private volatile boolean refused;

    private void answer(HttpServerRequest request) {
        if (refused) {
            problems.refuse(request, problem);
        } else {
            problems.answer(request, problem, cause);
        }
    }

    @AfterEach
    void stop() {
        log.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @CsvSource({"400, INFO", "403, INFO", "404, INFO", "500, ERROR", "503, WARN"})
    void should_log_the_problem_with_the_correlation_id_and_without_the_content_of_the_request(
            int status, String level) {
        problem = Problem.of(status, "No luck", "not even s3cret");

        assertThat(send(REQUEST)).contains(" " + status + " ");

        assertThat(log.under("c1")).containsExactly(level + " PATCH is answered with " + status + " No luck");
        assertThat(log.all()).hasSize(1).allSatisfy(line -> assertThat(line).doesNotContain("s3cret"));
    }

    @Test
    void should_log_the_correlation_id_of_the_answer() {
        String answer = send(REQUEST.replace("c1", "{}"));

        String id = answer.replaceAll("(?is).*\r\nX-Correlation-Id: ([^\r]*)\r.*", "$1");
        assertThat(log.under(id)).hasSize(1);
    }

    @Test
    void should_not_log_an_invalid_request_as_a_get() {
        String answer = send("s3cret\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.0 400").contains("X-Content-Type-Options: nosniff");
        assertThat(log.all()).containsExactly("INFO No request is answered with 400 Invalid request null");
    }

    @Test
    void should_allow_pages_to_read_an_early_problem() {
        String answer = send(REQUEST.replace("Host: x", "Host: x\r\nOrigin: " + ORIGIN));

        assertThat(answer).contains("\r\nvary: Origin\r\naccess-control-allow-origin: " + ORIGIN + "\r\n");
    }

    @Test
    void should_count_a_refusal_by_its_status_and_log_it_at_debug_only() {
        refused = true;
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        context.getRegistry().bind(MicrometerConstants.METRICS_REGISTRY_NAME, metrics);

        send(REQUEST);
        send("s3cret\r\n\r\n");
        problem = Problem.tooManyRequests(1);
        send(REQUEST);

        assertThat(log.all())
                .containsExactly(
                        "DEBUG PATCH is answered with 400 Invalid request null",
                        "DEBUG No request is answered with 400 Invalid request null",
                        "DEBUG PATCH is answered with 429 Too many requests null");
        assertThat(metrics.get("refused.requests")
                        .tag("status", "400")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(metrics.get("refused.requests")
                        .tag("status", "429")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void should_refuse_a_request_without_metrics() {
        refused = true;

        assertThat(send(REQUEST)).contains(" 400 ");
    }

    @Test
    void should_log_the_cause() {
        problem = Problem.internalError();
        cause = new IllegalStateException("why");

        send(REQUEST);

        assertThat(log.all())
                .containsExactly(
                        "ERROR PATCH is answered with 500 Internal error java.lang.IllegalStateException: why");
    }

    private String send(String request) {
        try (RawConnection connection = new RawConnection(server.actualPort())) {
            return connection.send(request).readToEnd();
        }
    }
}
