package io.github.nannybooking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nannybooking.testing.JarProcess;
import io.github.nannybooking.testing.Resources;
import io.github.nannybooking.testing.ScriptedCloudWatch;
import io.github.nannybooking.testing.TestAws;
import io.github.nannybooking.testing.TestIssuer;
import io.github.nannybooking.testing.TestQueue;
import io.github.nannybooking.testing.TestTable;
import io.github.nannybooking.testing.faults.FaultProxy;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators run: the jar, from any directory, steered by its environment alone. */
class PackagedJarIT {

    private static final TestAws AWS = TestAws.shared();
    private static final int SIGTERM = 128 + 15;
    private static final Duration START = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Test
    void should_carry_nothing_that_is_for_development() throws IOException {
        try (JarFile jar = new JarFile("target/nanny-booking.jar")) {
            assertThat(jar.stream().map(JarEntry::getName))
                    .contains("io/github/nannybooking/NannyBooking.class", "routes/book-nanny.camel.yaml")
                    .noneMatch(name -> name.startsWith("io/github/nannybooking/dev/"));
        }
        try (Stream<Path> libraries = Files.list(Path.of("target", "lib"))) {
            assertThat(libraries.map(library -> library.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("camel-main-"))
                    .noneMatch(
                            name -> name.matches(
                                    "(?i).*(dynamodblocal|elasticmq|sqlite|jetty|pekko|scala|aws-java-sdk|junit|testcontainers|camel-test|camel-(console|cli|management-\\d|catalog)|schema).*"));
        }
    }

    @Test
    void should_start_while_aws_is_down_and_get_ready_when_it_answers() throws Exception {
        Resources resources = AWS.newResources();
        TestTable table = withJobOfThreeApplications(resources);
        try (FaultProxy dynamoDb = new FaultProxy(AWS.dynamoDbEndpoint());
                FaultProxy sqs = new FaultProxy(AWS.sqsEndpoint());
                JarProcess app =
                        JarProcess.start(directory, dynamoDb.endpoint(), sqs.endpoint(), resources.asEnvironment())) {
            app.caller().awaitManagementStatus("/observe/health/live", 200);

            assertThat(app.caller().managementStatus("/observe/health/ready")).isEqualTo(503);
            HttpResponse<String> refused = app.caller().book("maria", "j1", "a1");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("2");
            assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(refused.body())
                    .contains("\"title\":\"Service unavailable\"")
                    .doesNotContain("Exception");

            dynamoDb.open();
            sqs.open();

            app.caller().awaitManagementStatus("/observe/health/ready", 200);
            assertThat(app.caller().book("maria", "j1", "a1").statusCode()).isEqualTo(200);
            awaitTwoDeclined(table);

            app.terminate();
            assertThat(app.awaitExit()).isEqualTo(SIGTERM);
        }
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).as("files that it left in its directory").isEmpty();
        }
    }

    @Test
    void should_book_while_the_queue_is_down_and_decline_when_it_is_up() throws Exception {
        Resources resources = AWS.newResources();
        TestTable table = withJobOfThreeApplications(resources);
        Map<String, String> environment = resources.asEnvironment(
                Map.of("BOOKING_RECONCILE_INTERVAL", "1", "BOOKING_RECONCILE_FIRST_CHECK", "1"));
        try (FaultProxy sqs = new FaultProxy(AWS.sqsEndpoint());
                JarProcess app = JarProcess.start(directory, AWS.dynamoDbEndpoint(), sqs.endpoint(), environment)) {
            app.caller().awaitManagementStatus("/observe/health/live", 200);
            HttpResponse<String> answer = app.caller().book("maria", "j1", "a1");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"declining\":2");

            sqs.open();

            awaitTwoDeclined(table);
        }
    }

    @Test
    void should_take_queues_by_their_url() throws Exception {
        Resources resources = AWS.newResources();
        TestTable table = new TestTable(AWS.dynamoDb(), resources.table());
        table.putApplication("j1", "a1", "PENDING", Map.of());
        TestQueue queue = new TestQueue(AWS.sqs(), resources.queue());
        TestQueue deadLetters = new TestQueue(AWS.sqs(), resources.deadLetterQueue());
        Resources byUrl = new Resources(resources.table(), queue.url(), deadLetters.url());
        try (JarProcess app = start(byUrl.asEnvironment())) {
            queue.send(List.of("{\"id\": \"a1\", \"jobId\": \"j1\"}", "poison"), Map.of());

            await().atMost(START).untilAsserted(() -> assertThat(table.applicationStatus("j1", "a1"))
                    .isEqualTo("DECLINED"));
            await().atMost(START)
                    .untilAsserted(() -> assertThat(table.failedDeclines()).hasSize(1));
            await().atMost(START).until(() -> deadLetters.size() == 0);
            app.caller().awaitManagementStatus("/observe/health/ready", 200);
        }
    }

    @Test
    void should_log_who_removed_a_failed_decline_and_why() throws Exception {
        Resources resources = AWS.newResources();
        TestTable table = new TestTable(AWS.dynamoDb(), resources.table());
        try (JarProcess app = start(resources.asEnvironment())) {
            new TestQueue(AWS.sqs(), resources.deadLetterQueue())
                    .send(List.of("{\"id\": \"a1\", \"jobId\": \"j1\"}"), Map.of("reason", "it broke"));
            await().atMost(START).until(() -> !table.failedDeclines().isEmpty());
            String id = table.failedDeclines().get(0).get("id").s();

            assertThat(app.caller()
                            .delete("/failed-declines/" + id + "?by=ana&reason=called+her")
                            .statusCode())
                    .isEqualTo(204);

            assertThat(app.log())
                    .contains(
                            "ana removed failed decline " + id
                                    + " of ApplicationKey[jobId=j1, applicationId=a1], because: called her; it had failed by: it broke");
        }
    }

    @Test
    void should_tell_what_is_in_the_queues_and_ask_cloud_watch_for_the_ages() throws Exception {
        try (ScriptedCloudWatch cloudWatch = new ScriptedCloudWatch();
                JarProcess app = start(AWS.newResources()
                        .asEnvironment(Map.of(
                                "AWS_ENDPOINT_URL_CLOUDWATCH",
                                cloudWatch.endpoint().toString())))) {
            cloudWatch.answer(Map.of("queue0", List.of(61.0)));
            app.caller().awaitManagementStatus("/observe/health/live", 200);

            await().atMost(START).untilAsserted(() -> assertThat(
                            app.caller().send(app.caller().to("/queues")).body())
                    .contains("\"visible\":0,\"inFlight\":0,\"delayed\":0,\"oldestAgeSeconds\":61}"));
        }
    }

    @Test
    void should_describe_its_api_and_show_a_page_to_try_it() throws Exception {
        try (JarProcess app = start(AWS.newResources().asEnvironment())) {
            app.caller().awaitManagementStatus("/observe/health/live", 200);

            assertThat(app.caller().get("/openapi.json").body()).contains("\"openapi\":\"3.1.0\"", "post-booking");
            assertThat(app.caller().get("/docs").body()).contains("swagger-ui-bundle.js");
            assertThat(app.caller().get("/docs/swagger-ui-bundle.js").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void should_count_what_each_route_did_and_show_nothing_else_of_its_inside() throws Exception {
        Resources resources = AWS.newResources();
        withJobOfThreeApplications(resources);
        try (JarProcess app = start(resources.asEnvironment(Map.of("JAVA_TOOL_OPTIONS", "-Duser.home=" + directory)))) {
            app.awaitLive();
            app.caller().book("maria", "j1", "a1");
            app.caller().readBooking("unknown");

            assertThat(app.caller().exchanges("book-nanny", "total")).isEqualTo(1);
            assertThat(app.caller().exchanges("read-booking", "failures_handled"))
                    .isEqualTo(1);
            assertThat(app.caller().managementStatus("/q/dev")).isEqualTo(404);
            assertThat(app.caller().managementStatus("/observe/dev")).isEqualTo(404);
            try (Stream<Path> left = Files.list(directory)) {
                assertThat(left).as("files in the home directory").isEmpty();
            }
        }
    }

    @Test
    void should_never_create_what_is_missing() throws Exception {
        Resources missing = new Resources("missing-table", "missing-queue", "missing-dead-letters");
        try (JarProcess app = start(missing.asEnvironment())) {
            app.caller().awaitManagementStatus("/observe/health/ready", 503);

            assertThat(app.caller().book("maria", "j1", "a1").statusCode()).isEqualTo(500);
        }
        assertThat(AWS.dynamoDb().listTables().tableNames()).doesNotContain("missing-table");
        assertThat(AWS.sqs()
                        .listQueues(queues -> queues.queueNamePrefix("missing"))
                        .queueUrls())
                .isEmpty();
    }

    @Test
    void should_refuse_to_start_with_a_bad_setting_in_one_clear_line() throws Exception {
        assertRefused(
                Map.of("BOOKING_DECLINE_BATCH_SIZE", "11"),
                "booking.decline.batch-size (BOOKING_DECLINE_BATCH_SIZE) must be a whole number from 1 to 10, but is '11'");
    }

    @Test
    void should_take_the_longer_environment_name_before_the_shorter_one() throws Exception {
        assertRefused(
                Map.of("HTTP_PORT", "8080", "BOOKING_HTTP_PORT", "tcp://10.0.0.1:80"),
                "booking.http-port (BOOKING_HTTP_PORT or HTTP_PORT) must be a whole number from 1 to 65535, but is 'tcp://10.0.0.1:80'");
    }

    @Test
    void should_tell_its_settings_in_one_line_and_a_variable_that_is_none() throws Exception {
        try (JarProcess app = start(Map.of("BOOKING_DECLINE_BATCH_SIZE", "7", "BOOKING_DECLINE_BATCHSIZE", "8"))) {
            app.awaitLive();

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
    }

    @Test
    void should_refuse_to_start_without_an_issuer_in_one_clear_line() throws Exception {
        assertRefused(
                Map.of("BOOKING_AUTH", "jwt"),
                "booking.auth.issuer (BOOKING_AUTH_ISSUER) must be an https URL, http only on loopback, as booking.auth is jwt, but is ''");
    }

    @Test
    void should_refuse_to_let_everybody_in_from_elsewhere() throws Exception {
        try (JarProcess app = start(Map.of("BOOKING_AUTH", "none", "HTTP_HOST", "0.0.0.0"))) {
            assertThat(app.awaitExit()).isEqualTo(1);
            assertThat(app.log())
                    .contains(
                            "Nanny Booking can't start: booking.auth=none lets everybody in, so booking.http-host must be a loopback address, but is '0.0.0.0'");
        }
    }

    @Test
    void should_refuse_to_let_everybody_in_from_elsewhere_by_a_setting_of_camel() throws Exception {
        assertRefused(
                Map.of("BOOKING_AUTH", "none", "CAMEL_SERVER_HOST", "0.0.0.0"),
                "booking.auth=none lets everybody in, so camel.server.host must be a loopback address, but is '0.0.0.0'");
    }

    @Test
    void should_refuse_to_let_everybody_in_by_a_name_that_is_loopback_and_elsewhere() throws Exception {
        Path hosts = Files.writeString(directory.resolve("hosts"), "127.0.0.1 both\n192.0.2.1 both\n");
        try (JarProcess app = start(Map.of(
                "BOOKING_AUTH", "none", "HTTP_HOST", "both", "JAVA_TOOL_OPTIONS", "-Djdk.net.hosts.file=" + hosts))) {
            assertThat(app.awaitExit()).isEqualTo(1);
            assertThat(app.log())
                    .contains(
                            "Nanny Booking can't start: booking.auth=none lets everybody in, so booking.http-host must be a loopback address, but is 'both'");
        }
    }

    @Test
    void should_let_in_who_has_a_token_and_log_nothing_of_it_at_any_level() throws Exception {
        Path everything = Files.writeString(directory.resolve("log4j2.properties"), """
                appender.console.type = Console
                appender.console.name = console
                rootLogger.level = all
                rootLogger.appenderRef.console.ref = console
                """);
        try (TestIssuer issuer = new TestIssuer()) {
            Map<String, String> environment = new HashMap<>(issuer.asEnvironment());
            environment.put("LOG4J_CONFIGURATION_FILE", everything.toString());
            try (JarProcess app = start(environment)) {
                app.awaitLive();
                String parent = issuer.token("maria", "parent");
                String expired = issuer.sign(issuer.accessTokenClaims("joao", "parent")
                        .expirationTime(new Date(0))
                        .build());

                assertThat(app.caller().get("/queues").statusCode()).isEqualTo(401);
                assertThat(app.caller().as(parent).get("/queues").statusCode()).isEqualTo(403);
                assertThat(app.caller().as(expired).get("/queues").statusCode()).isEqualTo(401);
                assertThat(app.caller()
                                .as(parent)
                                .book("maria", "nowhere", "a1")
                                .statusCode())
                        .isEqualTo(404);

                assertThat(app.log()).contains("A token is refused: ExpiredJWTException");
                for (String token : List.of(parent, expired)) {
                    for (String part : token.split("\\.")) {
                        assertThat(app.log().contains(part)).isFalse();
                    }
                }
            }
        }
    }

    @Test
    void should_log_lines_of_json_by_the_request_and_neither_tokens_nor_bodies() throws Exception {
        Resources resources = AWS.newResources();
        TestTable table = withJobOfThreeApplications(resources);
        String id = "request-of-maria";
        try (JarProcess app = start(resources.asEnvironment())) {
            app.caller().awaitManagementStatus("/observe/health/live", 200);
            List.of(
                            "{\"username\": \"maria\", \"jobId\": \"j1\", \"applicationId\": \"a1\", \"note\": \"s3cret\"}",
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
            new TestQueue(AWS.sqs(), resources.queue()).send(List.of("s3cret"), Map.of("correlationId", "of-poison"));
            awaitTwoDeclined(table);
            await().atMost(START)
                    .untilAsserted(() -> assertThat(table.failedDeclines()).hasSize(1));

            assertThat(app.logged())
                    .extracting(line -> line.path("correlationId").asText() + " "
                            + line.get("message").asText().replaceAll("Exchange \\S+", "Exchange"))
                    .contains(id + " Job j1 is booked with application a1")
                    .anyMatch(line -> line.startsWith(id + " Exchange is answered with Problem"))
                    .anyMatch(line -> line.startsWith("of-poison Decline "))
                    .anyMatch(line -> line.startsWith("of-poison Failed decline "));
            assertThat(app.log()).doesNotContain("s3cret");
            assertThat(table.failedDeclines().get(0).get("correlationId").s()).isEqualTo("of-poison");
        }
    }

    @Test
    void should_refuse_to_start_without_a_region_in_one_clear_line() throws Exception {
        try (JarProcess app = start(Map.of("AWS_REGION", "", "AWS_EC2_METADATA_DISABLED", "true"))) {
            assertThat(app.awaitExit()).isEqualTo(1);
            assertThat(app.log())
                    .contains("Nanny Booking can't start: AWS_REGION, or the AWS profile, must name a region");
        }
    }

    @Test
    void should_run_the_routes_of_an_edited_folder() throws Exception {
        Path routes = Files.createDirectory(directory.resolve("edited"));
        Files.writeString(routes.resolve("ping.camel.yaml"), """
                - route:
                    id: answer-ping
                    from:
                      uri: platform-http:/ping
                      parameters:
                        consumes: text/plain
                      steps:
                        - setBody: {constant: edited}
                """);
        try (JarProcess app = start(Map.of("BOOKING_ROUTES", "edited"))) {
            app.caller().awaitManagementStatus("/observe/health/live", 200);

            assertThat(app.caller()
                            .send(app.caller().to("/ping").header("Content-Type", "text/plain"))
                            .body())
                    .isEqualTo("edited");
            assertThat(app.caller().post("/ping", "{}").statusCode()).isEqualTo(415);
            assertThat(app.caller().book("maria", "j1", "a1").statusCode()).isEqualTo(404);
        }
    }

    private void assertRefused(Map<String, String> environment, String reason) throws Exception {
        try (JarProcess app = start(environment)) {
            assertThat(app.awaitExit()).isEqualTo(1);
            assertThat(linesBesideInfo(app)).containsExactly("Nanny Booking can't start: " + reason);
        }
    }

    private static Stream<String> linesBesideInfo(JarProcess app) {
        return app.log().lines().filter(line -> !line.contains("\"log.level\":\"INFO\""));
    }

    private JarProcess start(Map<String, String> environment) throws IOException {
        return JarProcess.start(directory, AWS.dynamoDbEndpoint(), AWS.sqsEndpoint(), environment);
    }

    private static TestTable withJobOfThreeApplications(Resources resources) {
        TestTable table = new TestTable(AWS.dynamoDb(), resources.table());
        table.putJob("maria", "j1");
        table.putApplications("j1", List.of("a1", "a2", "a3"), Map.of());
        return table;
    }

    private static void awaitTwoDeclined(TestTable table) {
        await().atMost(START).untilAsserted(() -> assertThat(table.applicationsByStatus("j1"))
                .isEqualTo(Map.of("ACCEPTED", 1L, "DECLINED", 2L)));
    }
}
