package io.github.nannybooking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.testing.HttpCaller;
import io.github.nannybooking.testing.Marketplace;
import io.github.nannybooking.testing.TestApp;
import io.github.nannybooking.testing.TestAws;
import io.github.nannybooking.testing.TestIssuer;
import io.github.nannybooking.testing.TestTable;
import io.github.nannybooking.testing.faults.Fault;
import io.github.nannybooking.testing.faults.FaultProxy;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Tests requests with an Idempotency-Key: sent again, with another body, at once, and during failures of DynamoDB. */
class IdempotencyIT {

    private static final TestAws AWS = TestAws.shared();
    private static final Marketplace MARKET = Marketplace.create();
    private static final FaultProxy toDynamoDb = new FaultProxy(AWS.dynamoDbEndpoint()).open();

    private static TestIssuer issuer;
    private static TestApp app;

    private final TestTable table = MARKET.table();
    private final String key = UUID.randomUUID().toString();

    /** The parent of this test only, so that her jobs are those of this test. */
    private final String parent = "parent-" + key;

    private final String job = "job-" + key;
    private final HttpCaller caller = app.caller().as(issuer.token(parent, "parent"));
    private final HttpCaller nanny = app.caller().as(issuer.token("ana", "nanny"));

    @BeforeAll
    static void start() throws IOException {
        issuer = new TestIssuer();
        Map<String, String> settings = new HashMap<>(issuer.asSettings());
        settings.put("booking.aws.attempts", "1");
        settings.put("booking.aws.attempt-timeout", "2000");
        app = TestApp.start(MARKET.resources(), settings, toDynamoDb.endpoint(), AWS.sqsEndpoint());
    }

    @AfterAll
    static void stop() {
        app.close();
        toDynamoDb.close();
        issuer.close();
    }

    @AfterEach
    void heal() {
        toDynamoDb.heal();
    }

    @Test
    void should_repeat_the_answer_and_create_no_second_job() {
        HttpResponse<String> first = post(job("Porto \u00e9 \ud83d\udc76"));

        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertIsRepeated(first, post(job("Porto \u00e9 \ud83d\udc76")));
        assertThat(jobs()).hasSize(1);
    }

    @Test
    void should_repeat_the_answer_after_the_job_has_changed() throws IOException {
        HttpResponse<String> first = post(job("Porto"));
        table.putJob(parent, new ObjectMapper().readTree(first.body()).get("id").textValue(), "CLOSED");

        assertIsRepeated(first, post(job("Porto")));
    }

    @Test
    void should_repeat_the_answer_of_an_application_although_the_nanny_has_applied() {
        table.putJob(parent, job);
        HttpResponse<String> first = apply(job);

        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertIsRepeated(first, apply(job));
    }

    @Test
    void should_ignore_quotation_marks_spaces_and_the_name_of_the_caller() {
        HttpResponse<String> first = send(caller, "/jobs", job("Porto"), "\"" + key + "\"");

        assertIsRepeated(first, post(job("Porto").replace(",", " ,\n")));
        assertIsRepeated(first, post(job("Porto").replace("{", "{\"username\": \"%s\", ".formatted(parent))));
    }

    @Test
    void should_reject_another_body() {
        post(job("Porto"));

        assertProblem(post(job("Lisboa")), 422, "Idempotency key used");
        assertThat(jobs()).hasSize(1);
    }

    @Test
    void should_keep_the_keys_of_callers_and_paths_apart() {
        List<String> jobs = List.of(job, job + "-2");
        jobs.forEach(id -> table.putJob("maria", id));
        HttpCaller other = app.caller().as(issuer.token("other-" + parent, "parent"));

        assertThat(post(job("Porto")).statusCode()).isEqualTo(201);
        assertThat(send(other, "/jobs", job("Porto"), key).body()).contains("\"username\":\"other-" + parent + "\"");
        assertThat(jobs).allSatisfy(id -> assertThat(apply(id).body()).contains("\"jobId\":\"" + id + "\""));
    }

    @Test
    void should_keep_the_answer_for_24_hours_and_then_create_anew() {
        HttpResponse<String> first = post(job("Porto"));
        Map<String, AttributeValue> kept = keptAnswer(first);
        assertThat(Long.parseLong(kept.get("answerKeptUntil").n())
                        - Instant.now().getEpochSecond())
                .isBetween(86_340L, 86_400L);

        AWS.dynamoDb().updateItem(update -> update.tableName(MARKET.resources().table())
                .key(Map.of("PK", kept.get("PK"), "SK", kept.get("SK")))
                .updateExpression("SET answerKeptUntil = :now")
                .expressionAttributeValues(Map.of(
                        ":now",
                        AttributeValue.fromN(String.valueOf(Instant.now().getEpochSecond())))));
        HttpResponse<String> second = post(job("Lisboa"));

        assertThat(second.statusCode()).as(second.body()).isEqualTo(201);
        assertThat(jobs()).hasSize(2);
        assertIsRepeated(second, post(job("Lisboa")));
    }

    @Test
    void should_create_one_job_when_the_same_request_is_sent_many_times_at_once() {
        List<CompletableFuture<HttpResponse<String>>> sent = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> post(job("Porto"))))
                .limit(8)
                .toList();
        List<HttpResponse<String>> answers =
                sent.stream().map(CompletableFuture::join).toList();

        assertThat(jobs()).hasSize(1);
        assertThat(answers).extracting(HttpResponse::statusCode).contains(201).isSubsetOf(201, 409);
        HttpResponse<String> repeated = post(job("Porto"));
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() == 201)
                .allSatisfy(answer -> assertIsRepeated(answer, repeated));
    }

    @Test
    void should_answer_409_to_the_slower_of_two_requests_for_a_job() {
        assertSlowerIsRejected("GetItem", () -> post(job("Porto")));
        assertThat(jobs()).hasSize(1);
    }

    /** Before and after the nanny is known to have applied. */
    @ParameterizedTest
    @ValueSource(strings = {"GetItem", "Query"})
    void should_answer_409_to_the_slower_of_two_applications(String delayed) {
        table.putJob(parent, job);

        assertSlowerIsRejected(delayed, () -> apply(job));
    }

    private static void assertSlowerIsRejected(String delayed, Supplier<HttpResponse<String>> request) {
        int delays = delays();
        toDynamoDb.delayBy(Duration.ofSeconds(1));
        toDynamoDb.inject(Fault.DELAY, delayed, 1);
        CompletableFuture<HttpResponse<String>> slow = CompletableFuture.supplyAsync(request);
        await().until(() -> delays() > delays);

        HttpResponse<String> fast = request.get();

        assertThat(fast.statusCode()).as(fast.body()).isEqualTo(201);
        assertProblem(slow.join(), 409, "Request under way");
        assertThat(slow.join().headers().firstValue("Retry-After")).isPresent();
        assertIsRepeated(fast, request.get());
    }

    private static int delays() {
        return toDynamoDb.faults().getOrDefault(Fault.DELAY, 0);
    }

    /** The process could as well have died where the request fails. */
    @ParameterizedTest
    @CsvSource({
        "GetItem, UNAVAILABLE",
        "GetItem, LOSE_ANSWER",
        "TransactWriteItems, UNAVAILABLE",
        "TransactWriteItems, RESET",
        "TransactWriteItems, LOSE_ANSWER",
        "TransactWriteItems, CONFLICT",
        "TransactWriteItems, IN_PROGRESS",
    })
    void should_create_one_job_when_a_request_to_dynamodb_fails(String operation, Fault fault) {
        toDynamoDb.inject(fault, operation, 1);

        assertProblem(post(job("Porto")), 503, "Service unavailable");
        HttpResponse<String> second = post(job("Porto"));

        assertThat(second.statusCode()).as(second.body()).isEqualTo(201);
        assertThat(jobs()).hasSize(1);
        assertIsRepeated(second, post(job("Porto")));
    }

    @Test
    void should_keep_no_answer_of_a_request_that_fails() {
        assertThat(apply(job).statusCode()).isEqualTo(404);
        table.putJob(parent, job);

        assertThat(apply(job).statusCode()).isEqualTo(201);
    }

    @Test
    void should_read_and_keep_nothing_without_a_key() {
        int transactions = toDynamoDb.requests("TransactWriteItems");
        int reads = toDynamoDb.requests("GetItem");

        assertThat(caller.post("/jobs?Idempotency-Key=" + key, job("Porto")).statusCode())
                .isEqualTo(201);
        assertThat(caller.post("/jobs?Idempotency-Key=" + key, job("Porto")).statusCode())
                .isEqualTo(201);

        assertThat(jobs()).hasSize(2);
        assertThat(toDynamoDb.requests("TransactWriteItems")).isEqualTo(transactions);
        assertThat(toDynamoDb.requests("GetItem")).isEqualTo(reads);
    }

    private HttpResponse<String> post(String body) {
        return send(caller, "/jobs", body, key);
    }

    private HttpResponse<String> apply(String toJob) {
        return send(nanny, "/jobs/" + toJob + "/applications", "{}", key);
    }

    private static HttpResponse<String> send(HttpCaller caller, String path, String body, String key) {
        HttpRequest.Builder request = caller.to(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body));
        return caller.send(request);
    }

    private static String job(String city) {
        return """
                {"jobType": "BABYSITTING", "startDate": "2026-12-05", "endDate": "2026-12-05", "startTime": "17:30",
                 "endTime": "22:00", "longitude": -8.6291, "latitude": 41.1579, "address": "Rua Augusta 24",
                 "city": "%s", "cost": 60.50}""".formatted(city);
    }

    private List<Map<String, AttributeValue>> jobs() {
        return table.items().stream()
                .filter(item -> item.get("PK").s().equals("USER#" + parent))
                .toList();
    }

    private Map<String, AttributeValue> keptAnswer(HttpResponse<String> answer) {
        return table.items().stream()
                .filter(item -> AttributeValue.fromS(answer.body()).equals(item.get("answer")))
                .findFirst()
                .orElseThrow();
    }

    private static void assertIsRepeated(HttpResponse<String> first, HttpResponse<String> second) {
        assertThat(second.statusCode()).as(second.body()).isEqualTo(first.statusCode());
        assertThat(second.body()).isEqualTo(first.body());
        for (String header : List.of("Location", "Content-Type")) {
            assertThat(second.headers().allValues(header))
                    .isEqualTo(first.headers().allValues(header))
                    .hasSize(1);
        }
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String title) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("\"title\":\"%s\"".formatted(title));
    }
}
