package io.github.nannybooking.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.testing.Marketplace;
import io.github.nannybooking.testing.TestApp;
import io.github.nannybooking.testing.TestAws;
import io.github.nannybooking.testing.TestQueue;
import io.github.nannybooking.testing.TestTable;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.Message;

/** What only the whole application shows of the routes that a recipe makes. */
class RecipesIT {

    private static final TestAws AWS = TestAws.shared();
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String JOB = "j1";

    @TempDir
    private Path project;

    private final Marketplace market = Marketplace.create();
    private final TestTable table = market.table();

    @Test
    void should_have_every_decline_in_the_second_place_though_it_was_down_for_long() throws IOException {
        putJob();
        try (TestApp app = start(
                "Send declines to a second place",
                Map.of("booking.decline.attempts", "2", "booking.decline.retry-delay", "1"))) {
            assertThat(app.caller().book("maria", JOB, "a1").statusCode()).isEqualTo(200);
            await().atMost(MINUTE).until(() -> table.failedDeclines().size() == 3);
            assertThat(table.applicationsByStatus(JOB)).isEqualTo(Map.of("ACCEPTED", 1L, "PENDING", 3L));

            AWS.sqs().createQueue(queue -> queue.queueName("DeclinesForAudit"));
            assertThat(app.caller().post("/failed-declines/retry").statusCode()).isEqualTo(202);

            await().atMost(MINUTE).untilAsserted(() -> assertThat(table.applicationsByStatus(JOB))
                    .isEqualTo(Map.of("ACCEPTED", 1L, "DECLINED", 3L)));
        }
        assertThat(new TestQueue(AWS.sqs(), "DeclinesForAudit").takeAll())
                .hasSize(3)
                .allSatisfy(sent -> assertThat(sent.messageAttributes()).containsOnlyKeys("correlationId"))
                .extracting(Message::body)
                .extracting(body -> new ObjectMapper().readTree(body).get("id").textValue())
                .containsExactlyInAnyOrder("a2", "a3", "a4");
    }

    @Test
    void should_return_by_the_repeated_request_how_a_booking_ended() throws IOException {
        putJob();
        try (TestApp app = start("Add an HTTP route", Map.of())) {
            assertThat(app.caller().get("/bookings/j1/applications").statusCode())
                    .isEqualTo(404);

            app.caller().book("maria", JOB, "a1");

            await().atMost(MINUTE)
                    .untilAsserted(() -> assertThat(json(app.caller().get("/bookings/j1/applications")))
                            .hasToString("{\"pending\":0,\"declined\":3,\"failed\":0}"));
            JsonNode described = json(app.caller().get("/openapi.json"))
                    .path("paths")
                    .path("/bookings/{jobId}/applications")
                    .path("get");
            assertThat(described.path("operationId").textValue()).isEqualTo("get-application-counts");
            assertThat(described.path("responses").properties())
                    .extracting(Map.Entry::getKey)
                    .contains("200", "400", "401", "403", "404", "503");
        }
    }

    private void putJob() {
        table.putJob("maria", JOB);
        table.putApplications(JOB, List.of("a1", "a2", "a3", "a4"), Map.of());
    }

    private TestApp start(String recipe, Map<String, String> settings) throws IOException {
        Map<String, String> all = new HashMap<>(settings);
        all.put("booking.routes", Recipe.titled(recipe).follow(project).toString());
        all.put("booking.contract", Recipe.contractOf(project).toString());
        return TestApp.start(market.resources(), all);
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }
}
