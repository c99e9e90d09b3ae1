package io.github.nannybooking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nannybooking.testing.ConstantRate;
import io.github.nannybooking.testing.ConstantRate.Answer;
import io.github.nannybooking.testing.LongProof;
import io.github.nannybooking.testing.Marketplace;
import io.github.nannybooking.testing.TestApp;
import io.github.nannybooking.testing.TestAws;
import io.github.nannybooking.testing.faults.Fault;
import io.github.nannybooking.testing.faults.FaultProxy;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Tests more requests than the application can answer, as DynamoDB is silent: it accepts connections but sends no answer. */
@Isolated("measures times and memory")
class OverloadIT {

    private static final TestAws AWS = TestAws.shared();
    private static final Duration OUTAGE = Duration.ofSeconds(Long.getLong("overload.seconds", 60));
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration BUDGET = Duration.ofSeconds(5);
    private static final Duration RECOVERY = Duration.ofSeconds(2);
    private static final Duration LONGEST_PROBE = Duration.ofMillis(100);
    private static final int REQUESTS_PER_SECOND = 200;
    private static final int PROBES_PER_SECOND = 10;

    /** In bytes. The proxy of this test alone keeps 5 MB of the requests that it does not answer. */
    private static final long MAX_GROWTH = 12_000_000;

    private static final String LIVENESS = "/observe/health/live";

    private static final String JOB = """
            {"username": "%s", "jobType": "BABYSITTING", "startDate": "2026-12-05", "endDate": "2026-12-05",
             "startTime": "17:30", "endTime": "22:00", "longitude": -8.6291, "latitude": 41.1579,
             "address": "Rua de Cedofeita 120", "city": "Porto", "cost": 60}""";

    private final Marketplace market = Marketplace.create();
    private final FaultProxy toDynamoDb = new FaultProxy(AWS.dynamoDbEndpoint()).open();

    @AfterEach
    void close() {
        toDynamoDb.close();
    }

    @Test
    void should_answer_probes_of_liveness_and_further_requests_at_once_while_all_threads_wait_for_dynamo_db() {
        try (TestApp app = start(Map.of("booking.request-threads", "1", "booking.waiting-requests", "0"))) {
            toDynamoDb.failAll(Fault.SILENCE);
            CompletableFuture<HttpResponse<String>> first = postJob(app, "late");
            await().until(() -> toDynamoDb.faults().containsKey(Fault.SILENCE));

            assertThat(app.caller().managementStatus(LIVENESS)).isEqualTo(200);
            HttpResponse<String> second = app.caller().get("/jobs");

            assertThat(first).isNotDone();
            assertThat(second.statusCode()).isEqualTo(503);
            assertThat(second.body()).contains("too many requests");
            assertThat(second.headers().firstValue("Retry-After")).hasValue("2");
            assertThat(first.join().statusCode()).isEqualTo(503);
        }
    }

    /** The bounds are those of a probe by an orchestrator, and the default budget. */
    @LongProof
    @Test
    void should_stay_alive_and_recover_when_dynamo_db_is_silent_under_load() {
        market.table().putJob("maria", "j1");
        market.table().putApplications("j1", List.of("a0", "a1"), Map.of());
        try (TestApp app = start(Map.of("booking.max-connections-per-address", "1000"))) {
            toDynamoDb.failAll(Fault.SILENCE);
            postJobs(app, "late", WARM_UP);
            long memory = usedMemory();
            ConstantRate probes =
                    ConstantRate.start(PROBES_PER_SECOND, i -> app.caller().managementAsync(LIVENESS));
            List<Answer> refused = postJobs(app, "late", OUTAGE);
            probes.stop();
            List<Answer> alive = probes.answers();
            long growth = usedMemory() - memory;
            ConstantRate more = ConstantRate.start(REQUESTS_PER_SECOND, i -> postJob(app, "early"));
            awaitSent(more, BUDGET);

            more.stop();
            toDynamoDb.heal();

            await().atMost(RECOVERY)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> app.caller().book("maria", "j1", "a0").statusCode() == 200);
            assertThat(alive).allMatch(probe -> probe.status() == 200);
            assertThat(percentile(alive, 99)).isLessThanOrEqualTo(LONGEST_PROBE);
            assertThat(refused).allMatch(answer -> answer.status() == 503);
            assertThat(percentile(refused, 100)).isLessThanOrEqualTo(BUDGET);
            assertThat(growth).as("bytes").isLessThan(MAX_GROWTH);
            assertThat(market.table().items()).noneMatch(item -> item.toString().contains("late"));
        }
    }

    private TestApp start(Map<String, String> settings) {
        return TestApp.start(market.resources(), settings, toDynamoDb.endpoint(), AWS.sqsEndpoint());
    }

    private static CompletableFuture<HttpResponse<String>> postJob(TestApp app, String parent) {
        return app.caller().postAsync("/jobs", JOB.formatted(parent));
    }

    /** Posts jobs of this parent for some time, and returns all answers. */
    private static List<Answer> postJobs(TestApp app, String parent, Duration time) {
        ConstantRate load = ConstantRate.start(REQUESTS_PER_SECOND, i -> postJob(app, parent));
        awaitSent(load, time);
        load.stop();
        return load.answers();
    }

    private static void awaitSent(ConstantRate load, Duration time) {
        await().atMost(time.plusSeconds(30)).until(() -> load.sent() >= REQUESTS_PER_SECOND * time.toSeconds());
    }

    private static Duration percentile(List<Answer> answers, int percent) {
        return answers.stream().map(Answer::time).sorted().toList().get((answers.size() - 1) * percent / 100);
    }

    private static long usedMemory() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
