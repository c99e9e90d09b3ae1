package io.github.nannybooking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nannybooking.testing.JarProcess;
import io.github.nannybooking.testing.Marketplace;
import io.github.nannybooking.testing.Resources;
import io.github.nannybooking.testing.ScriptedCloudWatch;
import io.github.nannybooking.testing.TestAws;
import io.github.nannybooking.testing.TestQueue;
import io.github.nannybooking.testing.TestTable;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Tests the packaged jar as operators run it, configured only by its environment. All tests share one process. */
class PackagedJarIT {

    private static final Duration SETTLED = Duration.ofSeconds(60);
    private static final Marketplace MARKET = Marketplace.create();

    @TempDir
    private static Path directory;

    private static ScriptedCloudWatch cloudWatch;
    private static JarProcess app;

    private final TestTable table = MARKET.table();
    private final TestQueue queue = MARKET.queue();
    private final TestQueue deadLetters = MARKET.deadLetters();
    private final String job = UUID.randomUUID().toString();

    @BeforeAll
    static void start() throws IOException {
        cloudWatch = new ScriptedCloudWatch();
        cloudWatch.answer(Map.of("queue0", List.of(61.0)));
        Resources byUrl = new Resources(
                MARKET.resources().table(),
                MARKET.queue().url(),
                MARKET.deadLetters().url());
        Map<String, String> environment = new HashMap<>(byUrl.asEnvironment());
        environment.put("AWS_ENDPOINT_URL_CLOUDWATCH", cloudWatch.endpoint().toString());
        environment.put("BOOKING_DECLINE_BATCH_SIZE", "7");
        environment.put("BOOKING_DECLINE_BATCHSIZE", "8");
        app = JarProcess.start(
                directory, TestAws.shared().dynamoDbEndpoint(), TestAws.shared().sqsEndpoint(), environment);
        app.caller().awaitManagementStatus("/observe/health/ready", 200);
    }

    @AfterAll
    static void stop() throws IOException {
        app.close();
        cloudWatch.close();
    }

    @Test
    void should_contain_no_development_tools() throws IOException {
        try (JarFile jar = new JarFile("target/nanny-booking.jar")) {
            assertThat(jar.stream().map(JarEntry::getName))
                    .contains(
                            "io/github/nannybooking/NannyBooking.class",
                            "routes/booking/book-nanny.camel.yaml",
                            "api/openapi.yaml")
                    .noneMatch(name -> name.startsWith("io/github/nannybooking/dev/"));
        }
        try (Stream<Path> libraries = Files.list(Path.of("target", "lib"))) {
            assertThat(libraries.map(library -> library.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("camel-main-"))
                    .noneMatch(
                            name -> name.matches(
                                    "(?i).*(dynamodblocal|elasticmq|sqlite|jetty|pekko|scala|aws-java-sdk|junit|testcontainers|camel-test|camel-(console|cli|management-\\d|catalog)|schema|swagger-(core|parser)).*"));
        }
    }

    @Test
    void should_accept_queues_by_their_url() {
        table.putApplication(job, "a1", "PENDING", Map.of());

        queue.send(List.of("{\"id\": \"a1\", \"jobId\": \"%s\"}".formatted(job), "poison" + job), Map.of());

        await().atMost(SETTLED).untilAsserted(() -> assertThat(table.applicationStatus(job, "a1"))
                .isEqualTo("DECLINED"));
        awaitParked("body", "poison" + job);
        await().atMost(SETTLED).until(() -> deadLetters.size() == 0);
        assertThat(parked("jobId", job)).isEmpty();
    }

    @Test
    void should_log_who_removed_a_failed_decline_and_why() {
        deadLetters.send(List.of("{\"id\": \"a1\", \"jobId\": \"%s\"}".formatted(job)), Map.of("reason", "it broke"));
        String id = awaitParked("jobId", job).get("id").s();

        assertThat(app.caller()
                        .delete("/failed-declines/" + id + "?by=ana&reason=called+her")
                        .statusCode())
                .isEqualTo(204);

        assertThat(app.log())
                .contains(
                        "ana removed failed decline %s of ApplicationKey[jobId=%s, applicationId=a1], because: called her; it had failed by: it broke"
                                .formatted(id, job));
    }

    @Test
    void should_report_the_messages_in_the_queues_with_the_ages_of_cloud_watch() {
        await().atMost(SETTLED).untilAsserted(() -> assertThat(
                        app.caller().get("/queues").body())
                .contains("\"visible\":0,\"inFlight\":0,\"delayed\":0,\"oldestAgeSeconds\":61,\"mismatches\":[]}"));
    }

    @Test
    void should_serve_the_description_of_its_api_and_a_page_to_try_it() {
        assertThat(app.caller().get("/openapi.json").body()).contains("\"openapi\":\"3.1.0\"", "post-booking");
        assertThat(app.caller().get("/docs").body()).contains("swagger-ui-bundle.js");
        assertThat(app.caller().get("/docs/swagger-ui-bundle.js").statusCode()).isEqualTo(200);
    }

    @Test
    void should_count_the_exchanges_of_each_route_and_not_expose_the_developer_console() throws IOException {
        int booked = app.caller().exchanges("book-nanny", "total");
        int unknown = app.caller().exchanges("read-booking", "failures_handled");
        putJob();

        app.caller().book("maria", job, "a1");
        app.caller().readBooking("unknown");

        assertThat(app.caller().exchanges("book-nanny", "total")).isEqualTo(booked + 1);
        assertThat(app.caller().exchanges("read-booking", "failures_handled")).isEqualTo(unknown + 1);
        assertThat(app.caller().managementStatus("/q/dev")).isEqualTo(404);
        assertThat(app.caller().managementStatus("/observe/dev")).isEqualTo(404);
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).as("files in the home directory").isEmpty();
        }
    }

    @Test
    void should_log_its_settings_in_one_line_and_an_unknown_variable() {
        assertThat(app.logged())
                .extracting(line -> line.get("message").asText())
                .contains(
                        "BOOKING_DECLINE_BATCHSIZE is none of the settings; the nearest is BOOKING_DECLINE_BATCH_SIZE")
                .filteredOn(message -> message.startsWith("The settings:"))
                .singleElement()
                .asString()
                .contains(
                        "\n  booking.decline.batch-size=7 (by default 5; from BOOKING_DECLINE_BATCH_SIZE)\n",
                        "\n  booking.http-port=" + app.caller().port() + " (by default 8080; from HTTP_PORT)\n",
                        "\n  booking.auth=none (by default jwt; from BOOKING_AUTH)\n");
    }

    @Test
    void should_log_requests_as_json_without_tokens_and_bodies() {
        putJob();
        String id = "request-of-maria";
        List.of(
                        "{\"username\": \"maria\", \"jobId\": \"%s\", \"applicationId\": \"a1\", \"note\": \"s3cret\"}"
                                .formatted(job),
                        "{\"username\": \"maria\", \"jobId\": [\"s3cret\"]}",
                        "{\"username\": \"s3cret, s3cret",
                        "s3cret")
                .forEach(body -> app.caller()
                        .send(app.caller()
                                .to("/bookings")
                                .header("Content-Type", "application/json")
                                .header("X-Correlation-Id", id)
                                .header("Authorization", "Bearer s3cret")
                                .header("Cookie", "s3cret")
                                .POST(BodyPublishers.ofString(body))));
        queue.send(List.of("s3cret"), Map.of("correlationId", "of-poison"));
        await().atMost(SETTLED).untilAsserted(() -> assertThat(table.applicationsByStatus(job))
                .isEqualTo(Map.of("ACCEPTED", 1L, "DECLINED", 2L)));
        awaitParked("correlationId", "of-poison");

        assertThat(app.logged())
                .extracting(line -> line.path("correlationId").asText() + " "
                        + line.get("message").asText().replaceAll("Exchange \\S+", "Exchange"))
                .contains(id + " Job " + job + " is booked with application a1")
                .anyMatch(line -> line.startsWith(id + " Exchange is answered with Problem"))
                .anyMatch(line -> line.startsWith("of-poison Message "))
                .anyMatch(line -> line.startsWith("of-poison Failed decline "));
        assertThat(app.log()).doesNotContain("s3cret");
    }

    private void putJob() {
        table.putJob("maria", job);
        table.putApplications(job, List.of("a1", "a2", "a3"), Map.of());
    }

    /** Returns the only failed decline with this attribute. */
    private Map<String, AttributeValue> awaitParked(String attribute, String value) {
        await().atMost(SETTLED).until(() -> !parked(attribute, value).isEmpty());
        assertThat(parked(attribute, value)).hasSize(1);
        return parked(attribute, value).get(0);
    }

    private List<Map<String, AttributeValue>> parked(String attribute, String value) {
        return table.failedDeclines().stream()
                .filter(failed -> AttributeValue.fromS(value).equals(failed.get(attribute)))
                .toList();
    }
}
