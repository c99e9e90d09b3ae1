package io.github.nannybooking.contract;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nannybooking.contract.Document.Verb;
import io.github.nannybooking.dev.Infrastructure;
import io.github.nannybooking.platform.startup.RouteFiles;
import io.github.nannybooking.testing.HttpCaller;
import io.github.nannybooking.testing.Marketplace;
import io.github.nannybooking.testing.RawConnection;
import io.github.nannybooking.testing.TestApp;
import io.github.nannybooking.testing.TestAws;
import io.github.nannybooking.testing.TestIssuer;
import io.github.nannybooking.testing.faults.Fault;
import io.github.nannybooking.testing.faults.FaultProxy;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks that the application returns each answer of the contract and no other, also during failures. */
class PromisedAnswersIT {

    private static final Document CONTRACT = Document.read();
    private static final Marketplace MARKET = Marketplace.create();
    private static final String DEAD_LETTER = "{\"id\": \"application-02\", \"jobId\": \"job-1\"}";
    private static final String NO_FAILED_DECLINE = "00000000-0000-3000-8000-000000000000";

    /** The refused requests of each operation: the caller, path and body, where they differ from the example. */
    private static final Map<String, List<Refusal>> REFUSALS =
            """
            post-job              | maria parent | /jobs                                      | {"username": "joao"}
            post-job              | root admin   | /jobs                                      | {"username": "maria"}
            get-open-jobs         | zelia nanny  | /jobs?status=CLOSED                        |
            get-job               | maria parent | /jobs/%23                                  |
            get-job               | maria parent | /jobs/none                                 |
            post-application      | zelia nanny  | /jobs/job-2/applications                   | {"username": "ana"}
            post-application      | zelia nanny  | /jobs/%23/applications                     | {}
            post-application      | zelia nanny  | /jobs/none/applications                    | {}
            post-application      | zelia nanny  | /jobs/job-1/applications                   | {}
            post-application      | ana nanny    | /jobs/job-2/applications                   | {}
            get-applications      | zelia nanny  | /users/ana/applications                    |
            get-applications      | ana nanny    | /users/ana/applications?limit=101          |
            post-booking          | maria parent | /bookings                                  | {"username": "maria"}
            post-booking          | maria parent | /bookings                                  | {"username": "joao", "jobId": "job-3", "applicationId": "a"}
            post-booking          | root admin   | /bookings                                  | {"username": "joao", "jobId": "job-1", "applicationId": "application-01"}
            post-booking          | maria parent | /bookings                                  | {"jobId": "none", "applicationId": "a"}
            post-booking          | maria parent | /bookings                                  | {"jobId": "job-2", "applicationId": "a"}
            post-booking          | maria parent | /bookings                                  | {"jobId": "job-1", "applicationId": "application-03"}
            post-booking          | maria parent | /bookings                                  | {"jobId": "job-2", "applicationId": "declined"}
            get-booking           | maria parent | /bookings/%23                              |
            get-booking           | maria parent | /bookings/none                             |
            get-failed-declines   | root admin   | /failed-declines?limit=0                   |
            get-failed-decline    | root admin   | /failed-declines/1                         |
            get-failed-decline    | root admin   | /failed-declines/NONE                      |
            delete-failed-decline | root admin   | /failed-declines/1?reason=b                |
            delete-failed-decline | root admin   | /failed-declines/NONE?reason=b             |
            delete-failed-decline | root admin   | /failed-declines/NONE?reason=b&by=ana      |
            post-retry            | root admin   | /failed-declines/1/retry                   |
            post-retry            | root admin   | /failed-declines/NONE/retry                |
            post-retries          | root admin   | /failed-declines/retry?job=1               |
            """.lines().map(Refusal::of).collect(groupingBy(Refusal::verb));

    private static FaultProxy toDynamoDb;
    private static FaultProxy toSqs;
    private static TestIssuer issuer;
    private static TestApp sound;
    private static TestApp broken;

    private record Refusal(String verb, String username, String role, String path, String body) {

        static Refusal of(String line) {
            String[] parts = line.replace("NONE", NO_FAILED_DECLINE).split(" *\\| *", -1);
            String[] caller = parts[1].split(" ");
            return new Refusal(parts[0], caller[0], caller[1], parts[2], parts[3]);
        }
    }

    @BeforeAll
    static void start(@TempDir Path routes) throws Exception {
        issuer = new TestIssuer();
        Infrastructure.loadSampleData(
                TestAws.shared().dynamoDb(), MARKET.resources().table());
        MARKET.table().putApplication("job-2", "declined", "DECLINED", Map.of());
        toDynamoDb = new FaultProxy(TestAws.shared().dynamoDbEndpoint()).open();
        toSqs = new FaultProxy(TestAws.shared().sqsEndpoint()).open();
        sound = TestApp.start(
                MARKET.resources(),
                with(Map.of(
                        "booking.aws.attempts",
                        "1",
                        "booking.aws.attempt-timeout",
                        "4000",
                        "booking.decline.pause",
                        "1")),
                toDynamoDb.endpoint(),
                toSqs.endpoint());
        // the application stays PENDING, so that the failed decline of the example can fail repeatedly
        sound.stopRoute("decline-applications");
        broken = TestApp.start(
                TestAws.shared().newResources(),
                with(Map.of(
                        "booking.routes", breakAll(routes).toString(),
                        "booking.rate-limit", "1",
                        "booking.max-body-size", "1024",
                        "booking.aws.budget", "1000",
                        "booking.request-timeout", "2000")));
    }

    private static Map<String, String> with(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(issuer.asSettings());
        all.putAll(settings);
        return all;
    }

    /** Copies the routes, and lets each route that a verb or another route calls fail at once. */
    private static Path breakAll(Path target) throws IOException {
        for (Path file : RouteFiles.in(Path.of("routes"))) {
            Files.writeString(
                    target.resolve(file.getFileName()),
                    Files.readString(file)
                            .replaceAll(
                                    "(?m)^(      uri: direct:\\S+\n      steps:\n)",
                                    "$1        - throwException: {exceptionType: java.lang.IllegalStateException, message: broken}\n"));
        }
        return target;
    }

    @AfterAll
    static void stop() {
        broken.close();
        sound.close();
        toDynamoDb.close();
        toSqs.close();
        issuer.close();
    }

    @TestFactory
    Stream<DynamicTest> should_return_every_promised_answer_and_no_other() {
        return CONTRACT.verbs().stream()
                .map(verb -> DynamicTest.dynamicTest(verb.toString(), () -> {
                    Promises promises = new Promises(CONTRACT, verb);
                    succeed(verb, promises);
                    refuse(verb, promises);
                    if (promises.has(422)) {
                        reuseKey(verb, promises);
                    }
                    refuseByServer(verb, promises);
                    fail(verb, promises);
                    promises.assertAllKept();
                }));
    }

    private static void succeed(Verb verb, Promises promises) throws Exception {
        ExampleRequest example = new ExampleRequest(verb);
        HttpCaller admin = caller(sound, "ana", "admin");
        if (verb.path().startsWith("/failed-declines/{id}")) {
            park();
        }
        if (verb.path().startsWith("/bookings/") || verb.id().equals("post-application")) {
            assertThat(admin.book("maria", "job-1", "application-01").statusCode())
                    .isEqualTo(200);
        }
        if (verb.id().equals("delete-failed-decline")) {
            removeTwiceAtOnce(example, admin, promises);
        }
        HttpResponse<String> answer = admin.send(example.by(admin));
        if (!verb.id().equals("delete-failed-decline")) {
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        }
        promises.keep(answer);
    }

    /** The first caller reads a failed decline that the second one removes meanwhile. */
    private static void removeTwiceAtOnce(ExampleRequest example, HttpCaller admin, Promises promises) {
        toDynamoDb.delayBy(Duration.ofSeconds(2));
        toDynamoDb.inject(Fault.DELAY, "GetItem", 1);
        CompletableFuture<HttpResponse<String>> late =
                CompletableFuture.supplyAsync(() -> admin.send(example.by(admin)));
        await().until(() -> toDynamoDb.faults().containsKey(Fault.DELAY));
        promises.keep(admin.send(example.by(admin)));
        promises.keep(late.join());
    }

    /** Two callers send one request at once, and then another request with the same Idempotency-Key. */
    private static void reuseKey(Verb verb, Promises promises) {
        HttpCaller admin = caller(sound, "ana", "admin");
        int delays = toDynamoDb.faults().getOrDefault(Fault.DELAY, 0);
        toDynamoDb.delayBy(Duration.ofSeconds(2));
        toDynamoDb.inject(Fault.DELAY, "GetItem", 1);
        CompletableFuture<HttpResponse<String>> late =
                CompletableFuture.supplyAsync(() -> admin.send(withKey(verb, admin, "eva", verb.id())));
        await().until(() -> toDynamoDb.faults().getOrDefault(Fault.DELAY, 0) > delays);
        promises.keep(admin.send(withKey(verb, admin, "eva", verb.id())));
        promises.keep(late.join());
        promises.keep(admin.send(withKey(verb, admin, "uma", verb.id())));
        promises.keep(admin.send(withKey(verb, admin, "eva", "no key")));
    }

    private static HttpRequest.Builder withKey(Verb verb, HttpCaller caller, String username, String key) {
        ExampleRequest example = new ExampleRequest(verb);
        return example.by(caller)
                .header("Idempotency-Key", key)
                .method(
                        example.method(),
                        BodyPublishers.ofString(new JsonObject(example.body())
                                .put("username", username)
                                .encode()));
    }

    private static void refuse(Verb verb, Promises promises) {
        ExampleRequest example = new ExampleRequest(verb);
        promises.keep(sound.caller().send(example.by(sound.caller())));
        HttpCaller otherUser = caller(sound, "zoe");
        promises.keep(otherUser.send(example.by(otherUser)));
        HttpCaller admin = caller(sound, "ana", "admin");
        if (promises.has(406)) {
            promises.keep(admin.send(example.by(admin).header("Accept", "text/html")));
        }
        if (promises.has(415)) {
            promises.keep(admin.send(example.by(admin).setHeader("Content-Type", "text/plain")));
        }
        for (Refusal refusal : REFUSALS.getOrDefault(verb.id(), List.of())) {
            HttpCaller caller = caller(sound, refusal.username(), refusal.role());
            HttpRequest.Builder request =
                    caller.to(refusal.path()).method(example.method(), BodyPublishers.ofString(refusal.body()));
            if (!refusal.body().isEmpty()) {
                request.header("Content-Type", "application/json");
            }
            HttpResponse<String> answer = caller.send(request);
            assertThat(answer.statusCode()).as("%s: %s", refusal, answer.body()).isBetween(400, 499);
            promises.keep(answer);
        }
    }

    private static void refuseByServer(Verb verb, Promises promises) {
        ExampleRequest example = new ExampleRequest(verb);
        // of the sound application: they count for their address, which the other one limits
        HttpCaller admin = caller(sound, "ana", "admin");
        promises.keep(admin.send(example.by(admin, "&x=" + "x".repeat(4_096))));
        promises.keep(admin.send(example.by(admin).header("X-Long", "x".repeat(8_192))));
        HttpCaller user = freshAdmin();
        // the broken route answers the first request, and the second one exceeds the rate limit of this caller
        promises.keep(user.send(example.by(user)));
        promises.keep(user.send(example.by(user)));
        if (promises.has(413)) {
            HttpCaller other = freshAdmin();
            promises.keep(
                    other.send(example.by(other).method(example.method(), BodyPublishers.ofString("x".repeat(1_025)))));
        }
        if (promises.has(408)) {
            promises.keep(sendHalf(example));
        }
    }

    private static Answer sendHalf(ExampleRequest example) {
        try (RawConnection connection = new RawConnection(broken.caller().port())) {
            return Answer.read(connection
                    .send("""
                            %s %s HTTP/1.1\r
                            Host: x\r
                            Authorization: Bearer %s\r
                            Content-Type: application/json\r
                            Content-Length: 10\r
                            \r
                            {""".formatted(
                                    example.method(),
                                    example.path(),
                                    issuer.token(UUID.randomUUID().toString(), "admin")))
                    .readToEnd());
        }
    }

    private static void fail(Verb verb, Promises promises) {
        ExampleRequest example = new ExampleRequest(verb);
        HttpCaller admin = caller(sound, "ana", "admin");
        try {
            if (verb.id().equals("post-retries")) {
                // each round calls AWS in the background, and only some rounds can wait
                toDynamoDb.failAll(Fault.DELAY, "Query");
                IntStream.range(0, 15).forEach(round -> promises.keep(admin.send(example.by(admin))));
            } else {
                toDynamoDb.failAll(Fault.UNAVAILABLE);
                toSqs.failAll(Fault.UNAVAILABLE);
                promises.keep(admin.send(example.by(admin)));
            }
        } finally {
            toDynamoDb.heal();
            toSqs.heal();
        }
    }

    private static HttpCaller freshAdmin() {
        return caller(broken, UUID.randomUUID().toString(), "admin");
    }

    private static HttpCaller caller(TestApp app, String username, String... roles) {
        return app.caller().as(issuer.token(username, roles));
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /bookings, 405, method-not-allowed",
        "GET, /nowhere, 404, no-such-resource",
    })
    void should_return_the_described_answer_to_an_undescribed_request(
            String method, String path, int status, String response) {
        HttpCaller admin = caller(sound, "ana", "admin");

        HttpResponse<String> answer = admin.send(admin.to(path).method(method, BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(status);
        Answer.of(answer)
                .assertIs(
                        CONTRACT,
                        CONTRACT.json()
                                .getJsonObject("components")
                                .getJsonObject("responses")
                                .getJsonObject(response),
                        path);
    }

    /** Returns the failed decline of the examples. */
    private static void park() {
        MARKET.deadLetters().send(List.of(DEAD_LETTER), Map.of("reason", "unforeseen"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> MARKET.deadLetters().size() == 0
                        && !MARKET.table().failedDeclines().isEmpty());
    }
}
