package io.github.nannybooking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import io.github.nannybooking.testing.HttpCaller;
import io.github.nannybooking.testing.LogLines;
import io.github.nannybooking.testing.Resources;
import io.github.nannybooking.testing.TestApp;
import io.github.nannybooking.testing.TestAws;
import io.github.nannybooking.testing.TestIssuer;
import io.github.nannybooking.testing.TestTable;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.Model;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.model.rest.SecurityDefinition;
import org.apache.camel.model.rest.VerbDefinition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests on the real server which callers may call which verbs. */
@Isolated("reads the log")
class AuthIT {

    private static final Resources RESOURCES = TestAws.shared().newResources();
    private static final Set<String> SCOPES = Set.of("parent", "nanny", "admin", "anyone");
    private static final String UNKNOWN_ID = "00000000-0000-3000-8000-000000000000";

    private static TestIssuer issuer;
    private static TestApp app;
    private static HttpCaller anonymous;
    private static HttpCaller parent;
    private static HttpCaller admin;

    @BeforeAll
    static void start() throws Exception {
        issuer = new TestIssuer();
        app = TestApp.start(RESOURCES, issuer.asSettings());
        app.context().addRoutes(new LateRoutes());
        anonymous = app.caller();
        parent = anonymous.as(issuer.token("maria", "parent"));
        admin = anonymous.as(issuer.token("ana", "admin"));
    }

    @AfterAll
    static void stop() {
        app.close();
        issuer.close();
    }

    /** Routes that are added at runtime. */
    private static final class LateRoutes extends RouteBuilder {

        private int routes;

        @Override
        public void configure() {
            late(rest("/late").get("/silent"));
            late(rest("/late").get("/strange").security("bearer", "parents"));
            late(rest("/late").get("/other-scheme").security("basic", "parent"));
            late(rest("/late").get("/nannies").security("bearer", "nanny"));
            late(rest("/late").get("/families").security("bearer", "parent, nanny"));
            late(rest("/late").get("/public").security("bearer", "anyone"));
            late(rest("/late").post("/public"));
            late(rest("/late").get("/either/{any}").security("bearer", "parent"));
            late(rest("/late").get("/either/public").security("bearer", "anyone"));
            late(rest("/late").post("/typed").consumes("application/json").security("bearer", "parent"));
            late(rest("/late").post("/typed").consumes("text/plain").security("bearer", "nanny"));
            from("platform-http:/plain").setBody(constant("late"));
            from("platform-http:/prefix?matchOnUriPrefix=true").setBody(constant("late"));
        }

        private void late(RestDefinition verb) {
            String uri = "direct:late-" + routes++;
            verb.to(uri);
            from(uri).setBody(constant("late"));
        }
    }

    static Stream<Verb> verbs() {
        return app.context().getCamelContextExtension().getContextPlugin(Model.class).getRestDefinitions().stream()
                .filter(rest -> !"/late".equals(rest.getPath()))
                .flatMap(rest -> rest.getVerbs().stream().map(verb -> Verb.of(rest.getPath(), verb)));
    }

    record Verb(String method, String path, Set<String> scopes) {

        static Verb of(String base, VerbDefinition verb) {
            return new Verb(
                    verb.asVerb().toUpperCase(),
                    Stream.of(base, verb.getPath())
                            .filter(Objects::nonNull)
                            .collect(Collectors.joining())
                            .replaceAll("\\{\\w+}", "x"),
                    verb.getSecurity().stream()
                            .map(SecurityDefinition::getScopes)
                            .flatMap(scopes -> Arrays.stream(scopes.split(" *, *")))
                            .collect(Collectors.toSet()));
        }
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void should_declare_the_roles_of_each_verb(Verb verb) {
        assertThat(verb.scopes()).isNotEmpty().isSubsetOf(SCOPES);
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void should_allow_only_the_declared_roles_to_call_each_verb(Verb verb) {
        assertAnswer(call(anonymous, verb), verb.scopes().contains("anyone"), 401);
        for (String role : Set.of("parent", "nanny", "admin")) {
            boolean mayCall = verb.scopes().contains(role)
                    || role.equals("admin")
                    || verb.scopes().contains("anyone");
            assertAnswer(call(anonymous.as(issuer.token("user-1", role)), verb), mayCall, 403);
            assertAnswer(call(anonymous.as(issuer.idToken("user-1", role)), verb), mayCall, 403);
        }
        assertAnswer(
                call(anonymous.as(issuer.token("user-1")), verb), verb.scopes().contains("anyone"), 403);
        assertAnswer(
                call(anonymous.as(issuer.token("user-1", "other")), verb),
                verb.scopes().contains("anyone"),
                403);
    }

    private static void assertAnswer(HttpResponse<String> answer, boolean letIn, int otherwise) {
        String refusal =
                "{\"type\":\"urn:nanny-booking:problem:" + (otherwise == 401 ? "unauthorized" : "insufficient-role");
        if (letIn) {
            assertThat(answer.body()).doesNotStartWith(refusal);
        } else {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(otherwise);
            assertThat(answer.body()).startsWith(refusal);
        }
    }

    private static HttpResponse<String> call(HttpCaller caller, Verb verb) {
        return caller.send(caller.to(verb.path())
                .header("Content-Type", "application/json")
                .method(verb.method(), BodyPublishers.ofString("{}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nowhere", "/bookings/1/2", "/observe/health", "/pom.xml"})
    void should_not_reveal_to_an_unauthenticated_caller_which_paths_exist(String path) throws Exception {
        HttpResponse<String> answer = anonymous.get(path);

        assertProblem(answer, 401, "Unauthorized");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertProblem(parent.get(path), 404, "No such resource");
    }

    @Test
    void should_not_reveal_existing_paths_by_the_method_or_the_body() throws Exception {
        assertProblem(anonymous.delete("/bookings"), 401, "Unauthorized");
        assertProblem(anonymous.post("/bookings", "x".repeat(70_000)), 401, "Unauthorized");
        assertProblem(anonymous.send(anonymous.to("/queues").header("Accept", "text/html")), 401, "Unauthorized");
        assertProblem(parent.delete("/bookings"), 405, "Method not allowed");
        assertProblem(parent.post("/bookings", "x".repeat(70_000)), 413, "Body too large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer x",
                "bearer a.b.c",
                "Bearer a b",
                "Bearer a,b",
                "Bearer \"a\"",
                "Bearer eyJhbGciOiJub25lIn0.e30."
            })
    void should_answer_401_to_an_invalid_authorization_header(String credentials) throws Exception {
        HttpResponse<String> answer = anonymous.send(anonymous.to("/bookings/1").header("Authorization", credentials));

        assertProblem(answer, 401, "Unauthorized");
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                .isIn("Bearer error=\"invalid_token\"", "Bearer");
    }

    @Test
    void should_answer_401_to_an_invalid_token_without_the_reason() throws Exception {
        HttpResponse<String> forged;
        try (TestIssuer forger = new TestIssuer()) {
            forged = anonymous.as(forger.token("maria", "admin")).get("/queues");
        }
        HttpResponse<String> expired = anonymous
                .as(issuer.sign(issuer.accessTokenClaims("maria", "admin")
                        .expirationTime(new Date(0))
                        .build()))
                .get("/queues");

        for (HttpResponse<String> answer : List.of(forged, expired)) {
            assertProblem(answer, 401, "Unauthorized");
            assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer error=\"invalid_token\"");
        }
        assertThat(forged.body()).isEqualTo(expired.body());
    }

    @Test
    void should_log_which_check_refused_a_token_under_the_correlation_id_of_the_answer() {
        String expired = issuer.sign(issuer.accessTokenClaims("maria", "parent")
                .expirationTime(new Date(0))
                .build());
        try (LogLines log = new LogLines("io.github.nannybooking")) {
            HttpResponse<String> answer = anonymous.as(expired).get("/queues");

            assertThat(log.under(answer.headers().firstValue("X-Correlation-Id").orElseThrow()))
                    .containsExactly(
                            "DEBUG A token is rejected: ExpiredJWTException",
                            "DEBUG GET is answered with 401 Unauthorized");
        }
    }

    @Test
    void should_accept_a_token_only_in_one_authorization_header() throws Exception {
        String token = issuer.token("ana", "admin");

        assertProblem(anonymous.get("/queues?access_token=" + token), 401, "Unauthorized");
        assertProblem(
                anonymous.send(anonymous.to("/queues").header("Authorization", "Basic " + token)), 401, "Unauthorized");
        assertProblem(
                anonymous.send(anonymous.to("/queues").header("X-Authorization", "Bearer " + token)),
                401,
                "Unauthorized");
        assertProblem(
                anonymous.send(anonymous
                        .to("/queues")
                        .header("Authorization", "Bearer " + token)
                        .header("Authorization", "Bearer " + token)),
                401,
                "Unauthorized");
        assertThat(anonymous
                        .send(anonymous.to("/queues").header("authorization", "bearer  " + token))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void should_check_the_scopes_of_programs_that_call_in_their_own_name() throws Exception {
        assertThat(anonymous
                        .as(issuer.programToken("nanny-booking/admin"))
                        .get("/queues")
                        .statusCode())
                .isEqualTo(200);
        assertProblem(anonymous.as(issuer.programToken("billing/admin")).get("/queues"), 403, "Insufficient role");
    }

    @Test
    void should_say_that_a_valid_token_names_no_user() throws Exception {
        HttpResponse<String> answer = anonymous
                .as(issuer.sign(issuer.programClaims("nanny-booking/admin")
                        .subject("somebody")
                        .build()))
                .get("/queues");

        assertProblem(answer, 401, "Unauthorized");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer error=\"invalid_token\"");
        assertThat(answer.body()).contains("names no user: it has no claim username");
    }

    @Test
    void should_answer_403_when_the_caller_lacks_the_role() throws Exception {
        HttpResponse<String> answer = parent.get("/queues");

        assertProblem(answer, 403, "Insufficient role");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer error=\"insufficient_scope\"");
    }

    /** Requests whose paths an HTTP client would not send. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /queues",
                "GET /queues/",
                "GET //queues",
                "GET /queues//",
                "GET /./queues",
                "GET /x/../queues",
                "GET /bookings/../queues",
                "GET /bookings/1/../../queues",
                "GET /bookings/%2e%2e/queues",
                "GET /bookings/..%2fqueues",
                "GET /bookings/x%2f..%2f..%2fqueues",
                "GET /%71ueues",
                "GET /queue%73",
                "GET /QUEUES",
                "GET /Queues",
                "GET /queues;x",
                "GET /queues;x=/bookings/1",
                "GET /bookings/1;/../../queues",
                "GET /queues?x=/bookings/1",
                "GET /queues#/bookings/1",
                "GET /queues%00",
                "GET /queues%20",
                "GET /queues%2f",
                "GET /queues.json",
                "GET /%2fqueues",
                "GET /\\queues",
                "GET http://127.0.0.1/queues",
                "GET http://anywhere/queues",
                "HEAD /queues",
                "get /queues",
                "Get /queues",
                "OPTIONS /queues",
                "TRACE /queues",
                "PROPFIND /queues",
                "POST /queues",
                "GET /failed-declines",
                "GET /failed%2Ddeclines",
                "GET /failed%2ddeclines/",
                "GET /FAILED-DECLINES",
                "GET /failed-declines/" + UNKNOWN_ID,
                "GET /failed-declines/" + UNKNOWN_ID + "/",
                "GET /failed-declines/../failed-declines",
                "DELETE /failed-declines/" + UNKNOWN_ID + "?by=maria&reason=x",
                "DELETE //failed-declines//" + UNKNOWN_ID + "?by=maria&reason=x",
                "POST /failed-declines/retry",
                "POST /failed-declines/retry/",
                "POST /failed-declines/%72etry",
                "POST /failed-declines/x/retry",
                "GET /plain",
                "GET /plain/",
                "PUT /plain",
                "GET /prefix",
                "GET /prefix/more",
                "GET /prefixed",
                "GET /late/silent",
                "GET /late/strange",
                "GET /late/other-scheme",
                "GET /late/nannies",
                "GET /late//nannies/",
                "GET /late/%6eannies",
                "POST /late/public",
            })
    void should_protect_a_path_in_every_spelling(String request) throws Exception {
        assertThat(status(request, issuer.token("maria", "parent"))).isIn(400, 403, 404, 405, 501);
        assertThat(status(request, null)).isIn(400, 401, 501);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET queues", "GET \\queues", "OPTIONS *"})
    void should_answer_with_an_error_when_the_request_has_no_path(String request) throws Exception {
        for (String token : Arrays.asList(null, issuer.token("ana", "admin"))) {
            assertThat(status(request, token)).isEqualTo(404);
        }
    }

    /** The paths exist, so that the test above does not pass because of a wrong path. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /queues",
                "GET /queues/",
                "GET //queues",
                "GET /x/../queues",
                "GET /%71ueues",
                "GET /bookings/%2e%2e/queues",
                "GET http://anywhere/queues",
                "GET /failed%2Ddeclines",
                "GET /plain",
                "PUT /plain",
                "GET /prefix/more",
                "GET /prefixed",
                "GET /late/silent",
                "GET /late/%6eannies"
            })
    void should_allow_an_admin_to_call_a_path_in_every_spelling(String request) throws Exception {
        assertThat(status(request, issuer.token("ana", "admin"))).isEqualTo(200);
    }

    private static int status(String request, String token) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", anonymous.port())) {
            socket.setSoTimeout(20_000);
            String head = request + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n"
                    + (token == null ? "" : "Authorization: Bearer " + token + "\r\n") + "\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return Integer.parseInt(answer.substring(9, 12));
        }
    }

    @Test
    void should_check_the_roles_of_a_verb_that_is_added_at_runtime() throws Exception {
        assertThat(anonymous.get("/late/public").body()).isEqualTo("late");
        assertThat(parent.get("/late/public").body()).isEqualTo("late");
        assertThat(anonymous.as("not a token").get("/late/public").body()).isEqualTo("late");
        assertProblem(anonymous.get("/late/families"), 401, "Unauthorized");
        assertThat(parent.get("/late/families").body()).isEqualTo("late");
        assertThat(admin.get("/late/silent").body()).isEqualTo("late");
    }

    /** The HTTP server calls the verb that was added first. */
    @Test
    void should_allow_only_roles_of_both_verbs_when_two_verbs_share_a_path() throws Exception {
        assertThat(parent.get("/late/either/one").body()).isEqualTo("late");
        assertProblem(anonymous.get("/late/either/public"), 401, "Unauthorized");
        assertProblem(parent.get("/late/either/public"), 403, "Insufficient role");
        assertThat(admin.get("/late/either/public").body()).isEqualTo("late");
    }

    @Test
    void should_allow_only_roles_of_both_verbs_when_two_verbs_differ_in_their_media_type() throws Exception {
        for (String role : List.of("parent", "nanny")) {
            HttpCaller user = anonymous.as(issuer.token("user-1", role));
            for (String type : List.of("application/json", "text/plain")) {
                assertProblem(postTyped(user, type), 403, "Insufficient role");
            }
        }
        assertThat(postTyped(admin, "application/json").body()).isEqualTo("late");
        assertThat(postTyped(admin, "text/plain").body()).isEqualTo("late");
    }

    private static HttpResponse<String> postTyped(HttpCaller caller, String type) {
        return caller.send(caller.to("/late/typed").header("Content-Type", type).POST(BodyPublishers.ofString("{}")));
    }

    @Test
    void should_remove_a_failed_decline_as_the_user_of_the_token() throws Exception {
        assertProblem(admin.delete("/failed-declines/" + UNKNOWN_ID + "?by=bob&reason=why"), 403, "Not your name");
        assertProblem(admin.delete("/failed-declines/" + UNKNOWN_ID + "?reason=why"), 404, "No such failed decline");
        assertProblem(
                admin.delete("/failed-declines/" + UNKNOWN_ID + "?by=ana&reason=why"), 404, "No such failed decline");
    }

    @Test
    void should_not_give_the_jobs_of_a_deleted_user_to_the_next_user_of_the_name_when_the_user_is_the_sub() {
        TestTable table = new TestTable(TestAws.shared().dynamoDb(), RESOURCES.table());
        table.putJob("sub-1", "job-of-sub-1");
        Map<String, String> settings = new HashMap<>(issuer.asSettings());
        settings.put("booking.auth.user-claim", "sub");
        try (TestApp bySub = TestApp.start(RESOURCES, settings)) {
            HttpCaller first = bySub.caller()
                    .as(issuer.sign(issuer.accessTokenClaims("maria", "parent")
                            .subject("sub-1")
                            .build()));
            HttpCaller next = bySub.caller()
                    .as(issuer.sign(issuer.accessTokenClaims("maria", "parent")
                            .subject("sub-2")
                            .build()));
            HttpCaller program = bySub.caller().as(issuer.programToken("nanny-booking/admin"));

            assertThat(first.get("/jobs/job-of-sub-1").statusCode()).isEqualTo(200);
            assertThat(next.get("/jobs/job-of-sub-1").statusCode()).isEqualTo(404);
            assertThat(program.get("/jobs/job-of-sub-1").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void should_keep_a_body_that_arrives_while_the_keys_are_fetched() throws Exception {
        TestTable table = new TestTable(TestAws.shared().dynamoDb(), RESOURCES.table());
        table.putJob("maria", "j1");
        table.putApplication("j1", "a1", "PENDING", Map.of());
        String body = "{\"username\": \"maria\", \"jobId\": \"j1\", \"applicationId\": \"a1\"}" + " ".repeat(60_000);
        try (TestIssuer slow = new TestIssuer();
                TestApp other = TestApp.start(RESOURCES, slow.asSettings())) {
            slow.hold();
            HttpCaller maria = other.caller().as(slow.token("maria", "parent"));
            CompletableFuture<HttpResponse<String>> answer =
                    CompletableFuture.supplyAsync(() -> maria.post("/bookings", body));
            await().until(() -> slow.requests() > 0);
            // the answer to a request on another connection shows that the body had time to arrive
            assertThat(other.caller().get("/queues").statusCode()).isEqualTo(401);
            assertThat(answer).isNotDone();

            slow.recover();

            assertThat(answer.get().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void should_answer_503_while_the_keys_are_not_available_and_survive_a_later_outage() throws Exception {
        try (TestIssuer shaky = new TestIssuer();
                TestApp other = TestApp.start(RESOURCES, shaky.asSettings())) {
            HttpCaller maria = other.caller().as(shaky.token("maria", "parent"));
            shaky.fail();

            HttpResponse<String> refused = maria.get("/nowhere");
            assertProblem(refused, 503, "Service unavailable");
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("2");
            assertThat(refused.headers().firstValue("WWW-Authenticate")).isEmpty();

            shaky.recover();
            await().until(() -> maria.get("/nowhere").statusCode() == 404);

            shaky.close();
            assertThat(maria.get("/nowhere").statusCode()).isEqualTo(404);
        }
    }

    /** Both groups need server threads, so callers that wait for the issuer must not occupy all of them. */
    @Test
    void should_answer_other_callers_while_tokens_with_unknown_keys_wait_for_a_silent_issuer() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (TestIssuer silent = new TestIssuer();
                TestApp other = TestApp.start(RESOURCES, silent.asSettings())) {
            HttpCaller known = other.caller().as(silent.token("ana", "admin"));
            assertThat(known.get("/queues").statusCode()).isEqualTo(200);
            int before = silent.requests();
            silent.hold();

            List<CompletableFuture<HttpResponse<String>>> strangers = IntStream.range(0, 80)
                    .mapToObj(i -> other.caller()
                            .as(silent.sign(
                                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("unknown-" + i),
                                    silent.accessTokenClaims("maria", "parent").build())))
                    .map(caller -> CompletableFuture.supplyAsync(() -> caller.get("/queues"), threads))
                    .toList();
            await().until(() -> silent.requests() > before);

            // strangers wait for 5 s at most
            assertThat(known.get("/queues").statusCode()).isEqualTo(200);
            assertThat(other.caller().get("/docs").statusCode()).isLessThan(400);
            assertThat(strangers.stream().filter(stranger -> !stranger.isDone()))
                    .hasSizeGreaterThan(40);

            silent.recover();
            for (CompletableFuture<HttpResponse<String>> anonymous : strangers) {
                assertThat(anonymous.get().statusCode()).isIn(401, 503);
                assertThat(anonymous.get().headers().firstValue("Retry-After").isPresent())
                        .isEqualTo(anonymous.get().statusCode() == 503);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String title) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(new ObjectMapper().readTree(answer.body()).get("title").textValue())
                .isEqualTo(title);
    }
}
