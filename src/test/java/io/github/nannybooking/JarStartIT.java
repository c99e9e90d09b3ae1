package io.github.nannybooking;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nannybooking.testing.JarProcess;
import io.github.nannybooking.testing.Resources;
import io.github.nannybooking.testing.TestAws;
import io.github.nannybooking.testing.TestIssuer;
import io.github.nannybooking.testing.TestTable;
import io.github.nannybooking.testing.faults.FaultProxy;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the packaged jar starts, or refuses to, with what stands in its environment. */
@Execution(ExecutionMode.CONCURRENT)
class JarStartIT {

    private static final TestAws AWS = TestAws.shared();
    private static final int SIGTERM = 128 + 15;
    private static final Duration START = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Test
    void should_start_while_aws_is_down_and_get_ready_when_it_answers() throws Exception {
        Resources resources = AWS.newResources();
        TestTable table = withJobOfThreeApplications(resources);
        try (FaultProxy dynamoDb = new FaultProxy(AWS.dynamoDbEndpoint());
                FaultProxy sqs = new FaultProxy(AWS.sqsEndpoint());
                JarProcess app = JarProcess.startAsDocumented(
                        directory, dynamoDb.endpoint(), sqs.endpoint(), resources.asEnvironment())) {
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            BOOKING_DECLINE_BATCH_SIZE=11              | booking.decline.batch-size (BOOKING_DECLINE_BATCH_SIZE) must be a whole number from 1 to 10, but is '11'
            HTTP_PORT=8080 BOOKING_HTTP_PORT=tcp://x:8 | booking.http-port (BOOKING_HTTP_PORT or HTTP_PORT) must be a whole number from 1 to 65535, but is 'tcp://x:8'
            CAMEL_SERVER_HOST=0.0.0.0                  | booking.auth=none allows all requests, so camel.server.host must be a loopback address, but is '0.0.0.0'
            HTTP_HOST=0.0.0.0                          | booking.auth=none allows all requests, so booking.http-host must be a loopback address, but is '0.0.0.0'
            BOOKING_AUTH=jwt                           | booking.auth.issuer (BOOKING_AUTH_ISSUER) must be an https URL, http only on loopback, as booking.auth is jwt, but is ''
            AWS_REGION= AWS_EC2_METADATA_DISABLED=true | AWS_REGION, or the AWS profile, must name a region
            """, quoteCharacter = '`')
    void should_refuse_to_start_in_one_clear_line(String environment, String reason) throws Exception {
        Map<String, String> variables = Stream.of(environment.split(" "))
                .map(variable -> variable.split("=", 2))
                .collect(toMap(variable -> variable[0], variable -> variable[1]));
        try (JarProcess app = start(variables)) {
            assertThat(app.awaitExit(START)).isEqualTo(1);
            assertThat(app.log().lines().filter(line -> !line.contains("\"log.level\":\"INFO\"")))
                    .containsExactly("Nanny Booking can't start: " + reason);
        }
    }

    @Test
    void should_refuse_to_allow_every_caller_by_a_name_with_other_addresses_than_loopback() throws Exception {
        Path hosts = Files.writeString(directory.resolve("hosts"), "127.0.0.1 both\n192.0.2.1 both\n");
        try (JarProcess app = start(Map.of(
                "BOOKING_AUTH", "none", "HTTP_HOST", "both", "JAVA_TOOL_OPTIONS", "-Djdk.net.hosts.file=" + hosts))) {
            assertThat(app.awaitExit(START)).isEqualTo(1);
            assertThat(app.log())
                    .contains(
                            "Nanny Booking can't start: booking.auth=none allows all requests, so booking.http-host must be a loopback address, but is 'both'");
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
