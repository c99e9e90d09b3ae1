package io.github.nannybooking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.testing.HttpCaller;
import io.github.nannybooking.testing.LogLines;
import io.github.nannybooking.testing.Marketplace;
import io.github.nannybooking.testing.Resources;
import io.github.nannybooking.testing.ScriptedCloudWatch;
import io.github.nannybooking.testing.TestApp;
import io.github.nannybooking.testing.TestAws;
import io.github.nannybooking.testing.TestQueue;
import io.github.nannybooking.testing.faults.Fault;
import io.github.nannybooking.testing.faults.FaultProxy;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Tests the report of the queues. */
class QueuesIT {

    private static final TestAws AWS = TestAws.shared();
    private static final Marketplace MARKET = Marketplace.create();

    private static FaultProxy toSqs;
    private static ScriptedCloudWatch cloudWatch;
    private static TestApp app;

    private final TestQueue queue = MARKET.queue();
    private final TestQueue deadLetters = MARKET.deadLetters();

    @BeforeAll
    static void start() throws Exception {
        toSqs = new FaultProxy(AWS.sqsEndpoint()).open();
        cloudWatch = new ScriptedCloudWatch();
        app = TestApp.start(
                MARKET.resources(),
                Map.of(
                        "booking.queues.ages", "true",
                        "booking.aws.budget", "3000",
                        "booking.parking.enabled", "false"),
                AWS.dynamoDbEndpoint(),
                toSqs.endpoint());
        // no consumer removes messages from the queues
        app.stopRoute("decline-applications");
    }

    @AfterAll
    static void stop() {
        app.close();
        cloudWatch.close();
        toSqs.close();
    }

    @BeforeEach
    void heal() {
        toSqs.open().heal();
        cloudWatch.answer(Map.of());
        queue.purge();
        deadLetters.purge();
    }

    @Test
    void should_count_visible_in_flight_and_delayed_messages() throws Exception {
        queue.send(List.of("1", "2", "3", "4", "5", "6"), Map.of());
        queue.receive(2);
        queue.sendDelayed("7", Duration.ofMinutes(5));
        deadLetters.send(List.of("8", "9"), Map.of());
        deadLetters.receive(1);

        assertThat(queues())
                .hasToString(
                        ("{\"queue\":{\"name\":\"%s\",\"visible\":4,\"inFlight\":2,\"delayed\":1,\"mismatches\":[]},"
                                        + "\"deadLetterQueue\":{\"name\":\"%s\",\"visible\":1,\"inFlight\":1,\"delayed\":0,\"mismatches\":[]}}")
                                .formatted(
                                        MARKET.resources().queue(),
                                        MARKET.resources().deadLetterQueue()));
    }

    @Test
    void should_report_a_queue_that_is_not_as_it_must_be_and_stay_ready() throws Exception {
        Marketplace market = Marketplace.create();
        AWS.sqs().setQueueAttributes(queue -> queue.queueUrl(market.queue().url())
                .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "0")));
        try (LogLines log = new LogLines("io.github.nannybooking.platform.sqs");
                TestApp other = TestApp.start(market.resources(), Map.of("booking.decline.attempts", "6"))) {
            await().untilAsserted(() -> assertThat(
                            queues(other.caller()).at("/queue/mismatches").toString())
                    .contains("its visibility timeout is 0 s", "its maxReceiveCount is 5"));
            assertThat(queues(other.caller()).at("/deadLetterQueue/mismatches")).isEmpty();

            assertThat(log.all())
                    .filteredOn(line -> line.startsWith("WARN queue "))
                    .hasSize(2);
            other.caller().awaitManagementStatus("/observe/health/ready", 200);
            assertThat(other.caller().management("/observe/health/ready?exposureLevel=full"))
                    .contains("its visibility timeout is 0 s");
        }
    }

    /** The queues of the template fit the default settings. */
    @Test
    void should_find_no_mismatch_of_the_template() throws Exception {
        Marketplace market = Marketplace.create();
        try (LogLines log = new LogLines("io.github.nannybooking.platform.sqs");
                TestApp other = TestApp.start(market.resources(), Map.of())) {
            await().until(() -> log.all().stream().anyMatch(line -> line.startsWith("DEBUG The queues are compared")));

            assertThat(log.all()).noneMatch(line -> line.startsWith("WARN"));
            assertThat(queues(other.caller()).findValues("mismatches").toString())
                    .isEqualTo("[[], []]");
        }
    }

    @Test
    void should_return_the_ages_that_cloud_watch_knows() throws Exception {
        cloudWatch.answer(Map.of("queue0", List.of(61.0, 1.0), "queue1", List.of(86_400.0)));

        assertThat(queues().at("/queue/oldestAgeSeconds").intValue()).isEqualTo(61);
        assertThat(queues().at("/deadLetterQueue/oldestAgeSeconds").intValue()).isEqualTo(86_400);
    }

    @ParameterizedTest
    @CsvSource({"403, AccessDenied", "503, ServiceUnavailable"})
    void should_omit_the_ages_when_cloud_watch_fails(int status, String code) throws Exception {
        cloudWatch.fail(status, code);

        assertThat(queues().findValue("oldestAgeSeconds")).isNull();
    }

    @Test
    void should_omit_the_ages_when_cloud_watch_does_not_answer() throws Exception {
        cloudWatch.fallSilent();
        Instant begin = Instant.now();

        assertThat(queues().findValue("oldestAgeSeconds")).isNull();

        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void should_answer_503_while_sqs_is_down() {
        toSqs.shut();

        expectUnavailable();
    }

    @Test
    void should_answer_503_within_the_budget_when_sqs_does_not_answer() {
        toSqs.delayBy(Duration.ofSeconds(30));
        toSqs.failAll(Fault.DELAY, "GetQueueAttributes");
        Instant begin = Instant.now();

        expectUnavailable();

        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }

    private static void expectUnavailable() {
        HttpResponse<String> answer = ask(app.caller());
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
    }

    @Test
    void should_not_ask_cloud_watch_when_it_is_disabled() throws Exception {
        int before = cloudWatch.requests().size();
        Resources byUrl = new Resources(MARKET.resources().table(), queue.url(), deadLetters.url());
        try (TestApp other = TestApp.start(byUrl, Map.of("booking.queues.ages", "false"))) {
            JsonNode queues = queues(other.caller());

            assertThat(queues.at("/queue/name").textValue())
                    .isEqualTo(MARKET.resources().queue());
            assertThat(queues.at("/deadLetterQueue/name").textValue())
                    .isEqualTo(MARKET.resources().deadLetterQueue());
        }
        assertThat(cloudWatch.requests()).hasSize(before);
    }

    private static JsonNode queues() throws Exception {
        return queues(app.caller());
    }

    private static JsonNode queues(HttpCaller caller) throws Exception {
        HttpResponse<String> answer = ask(caller);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        return new ObjectMapper().readTree(answer.body());
    }

    private static HttpResponse<String> ask(HttpCaller caller) {
        return caller.send(caller.to("/queues"));
    }
}
