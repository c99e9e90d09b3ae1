package io.github.nannybooking.platform.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nannybooking.dev.SampleData;
import io.github.nannybooking.platform.openapi.Document.Verb;
import io.github.nannybooking.testing.HttpCaller;
import io.github.nannybooking.testing.Marketplace;
import io.github.nannybooking.testing.TestApp;
import io.github.nannybooking.testing.TestAws;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The application answers as it is described: to the examples, with the sample data, and to what it refuses. */
class DescribedAnswersIT {

    private static final Marketplace MARKET = Marketplace.create();
    private static final String DEAD_LETTER = "{\"id\": \"application-02\", \"jobId\": \"job-1\"}";

    private static TestApp app;
    private static HttpCaller caller;
    private static Document document;

    @BeforeAll
    static void start() throws Exception {
        SampleData.load(TestAws.shared().dynamoDb(), MARKET.resources().table());
        app = TestApp.start(MARKET.resources(), Map.of());
        caller = app.caller();
        document = Document.of(caller.get("/openapi.json").body());
        // its application stays PENDING, so that the example of a failed decline can fail again and again
        app.stopRoute("decline-applications");
        assertThat(send(document.verb("post-booking")).statusCode()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @TestFactory
    Stream<DynamicTest> should_answer_each_example_with_the_success_that_is_described() {
        return document.verbs().stream()
                .map(verb -> DynamicTest.dynamicTest(verb.toString(), () -> {
                    if (verb.path().startsWith("/failed-declines/{id}")) {
                        park();
                    }

                    HttpResponse<String> answer = send(verb);

                    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
                    assertDescribed(verb, answer);
                }));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    post-booking        | POST   | /bookings                  | application/json | {"username": "maria"}                                              | Invalid request
                    post-booking        | POST   | /bookings                  | text/plain       | x                                                                  | Unsupported media type
                    post-booking        | POST   | /bookings                  | application/json | {"username": "maria", "jobId": "none", "applicationId": "a"}         | No such job
                    post-booking        | POST   | /bookings                  | application/json | {"username": "maria", "jobId": "job-2", "applicationId": "a"}        | No such application
                    post-booking        | POST   | /bookings                  | application/json | {"username": "joao", "jobId": "job-1", "applicationId": "application-01"} | Not your job
                    post-booking        | POST   | /bookings                  | application/json | {"username": "maria", "jobId": "job-1", "applicationId": "application-03"} | Job already booked
                    post-job            | POST   | /jobs                      | application/json | {"username": "maria"}                                              | Invalid request
                    get-open-jobs       | GET    | /jobs                      | -                | -                                                                  | Invalid request
                    get-job             | GET    | /jobs/none                 | -                | -                                                                  | No such job
                    post-application    | POST   | /jobs/none/applications    | application/json | {"username": "zelia"}                                              | No such job
                    post-application    | POST   | /jobs/job-1/applications   | application/json | {"username": "zelia"}                                              | Job not open
                    post-application    | POST   | /jobs/job-2/applications   | application/json | {"username": "ana"}                                                | Already applied
                    get-applications    | GET    | /users/ana/applications?limit=101 | -         | -                                                                  | Invalid request
                    delete-failed-decline | DELETE | /failed-declines/00000000-0000-3000-8000-000000000000?reason=b | - | -                              | Invalid request
                    get-booking         | GET    | /bookings/%23              | -                | -                                                                  | Invalid request
                    get-booking         | GET    | /bookings/none             | -                | -                                                                  | No such booking
                    get-failed-declines | GET    | /failed-declines?limit=0   | -                | -                                                                  | Invalid request
                    get-failed-decline  | GET    | /failed-declines/1         | -                | -                                                                  | Invalid request
                    get-failed-decline  | GET    | /failed-declines/00000000-0000-3000-8000-000000000000 | - | -                                         | No such failed decline
                    post-retry          | POST   | /failed-declines/00000000-0000-3000-8000-000000000000/retry | - | -                                   | No such failed decline
                    post-retries        | POST   | /failed-declines/retry?job=1 | -              | -                                                                  | Invalid request
                    delete-failed-decline | DELETE | /failed-declines/00000000-0000-3000-8000-000000000000?by=a&reason=b | - | -                         | No such failed decline
                    """)
    void should_describe_what_it_refuses(
            String id, String method, String path, String type, String body, String title) {
        HttpRequest.Builder request = caller.to(path)
                .method(method, "-".equals(body) ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!"-".equals(type)) {
            request.header("Content-Type", type);
        }

        HttpResponse<String> answer = caller.send(request);

        assertThat(new JsonObject(answer.body()).getString("title")).isEqualTo(title);
        assertDescribed(document.verb(id), answer);
    }

    @ParameterizedTest
    @CsvSource({"GET, /bookings/job-1, text/html, Not acceptable", "PUT, /bookings, */*, Method not allowed"})
    void should_describe_what_the_server_refuses(String method, String path, String accept, String title) {
        HttpResponse<String> answer =
                caller.send(caller.to(path).header("Accept", accept).method(method, BodyPublishers.noBody()));

        assertThat(document.titles()).contains(title);
        assertThat(answer.body()).contains("\"title\":\"" + title + "\"");
    }

    /** The request of the examples. */
    private static HttpResponse<String> send(Verb verb) {
        String path = verb.path();
        List<JsonObject> given = verb.parameters().stream()
                .filter(parameter -> parameter.containsKey("example"))
                .toList();
        for (JsonObject parameter : given) {
            path = path.replace("{" + parameter.getString("name") + "}", example(parameter));
        }
        String query = given.stream()
                .filter(parameter -> parameter.getString("in").equals("query"))
                .map(parameter -> parameter.getString("name") + "=" + example(parameter))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = caller.to(query.isEmpty() ? path : path + "?" + query);
        verb.requestBody()
                .ifPresentOrElse(
                        body -> request.header("Content-Type", "application/json")
                                .method(
                                        verb.method().toUpperCase(),
                                        BodyPublishers.ofString(
                                                body.getJsonObject("example").encode())),
                        () -> request.method(verb.method().toUpperCase(), BodyPublishers.noBody()));
        return caller.send(request);
    }

    private static String example(JsonObject parameter) {
        return URLEncoder.encode(parameter.getValue("example").toString(), UTF_8);
    }

    private static void assertDescribed(Verb verb, HttpResponse<String> answer) {
        JsonObject described = document.answer(verb, String.valueOf(answer.statusCode()));
        if (answer.body().isEmpty()) {
            assertThat(described.containsKey("content")).isFalse();
            return;
        }
        String type = answer.headers().firstValue("Content-Type").orElseThrow();
        JsonObject body = new JsonObject(answer.body());
        assertThat(document.body(described, type))
                .as(type)
                .hasValueSatisfying(
                        content -> document.assertValid(content.getJsonObject("schema"), body, verb.toString()));
        if (answer.statusCode() >= 400) {
            assertThat(document.titles(described)).contains(body.getString("title"));
        }
    }

    /** The failed decline that the examples name. */
    private static void park() {
        MARKET.deadLetters().send(List.of(DEAD_LETTER), Map.of("reason", "unforeseen"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> MARKET.deadLetters().size() == 0
                        && !MARKET.table().failedDeclines().isEmpty());
    }
}
