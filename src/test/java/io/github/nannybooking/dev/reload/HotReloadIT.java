package io.github.nannybooking.dev.reload;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nannybooking.platform.startup.RouteFiles;
import io.github.nannybooking.testing.HttpCaller;
import io.github.nannybooking.testing.LogLines;
import io.github.nannybooking.testing.Marketplace;
import io.github.nannybooking.testing.Proof;
import io.github.nannybooking.testing.TestApp;
import io.github.nannybooking.testing.TestIssuer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.camel.Route;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Saved routes run, and invalid files leave the running routes unchanged. */
@Isolated("reads the log")
class HotReloadIT {

    private static final Path ORIGINALS = Path.of("routes");
    private static final int SAVES = Integer.getInteger("reload.saves", 6);
    private static final Marketplace MARKET = Marketplace.create();

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static TestIssuer issuer;
    private static TestApp app;
    private static HotReload reload;

    private HttpCaller admin;
    private LogLines log;

    @BeforeAll
    static void start() throws Exception {
        for (Path name : originals()) {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.copy(ORIGINALS.resolve(name), folder.resolve(name));
        }
        issuer = new TestIssuer();
        Map<String, String> settings = new HashMap<>(issuer.asSettings());
        settings.put("booking.routes", folder.toString());
        settings.put("booking.decline.wait-time", "0");
        reload = new HotReload(folder);
        app = TestApp.start(MARKET.resources(), settings);
        reload.start(app.context());
    }

    @AfterAll
    static void stop() throws Exception {
        reload.close();
        app.close();
        issuer.close();
    }

    @BeforeEach
    void watch() {
        admin = app.caller().as(issuer.token("root", "admin"));
        log = new LogLines("io.github.nannybooking.dev.reload");
    }

    /** Restores the routes of the project. */
    @AfterEach
    void restore() throws IOException {
        List<Path> originals = originals();
        for (Path file : RouteFiles.candidates(folder)) {
            if (!originals.contains(folder.relativize(file))) {
                Files.delete(file);
            }
        }
        for (Path name : originals) {
            String text = Files.readString(ORIGINALS.resolve(name));
            if (!Files.exists(folder.resolve(name))
                    || !Files.readString(folder.resolve(name)).equals(text)) {
                Files.writeString(folder.resolve(name), text);
            }
        }
        await().atMost(PATIENCE).until(reload::isUpToDate);
        log.close();
        assertThat(app.context().getRoutes()).hasSize(routesBefore);
    }

    private final int routesBefore = app.context().getRoutes().size();

    @Test
    void should_run_a_saved_file_and_restart_no_other() throws Exception {
        Map<String, Route> before = routes();
        assertThat(location(postJob())).startsWith("/jobs/");

        edit("create-job.camel.yaml", "/jobs/${body.id()}", "/offers/${body.id()}");

        await().atMost(PATIENCE).until(() -> location(postJob()).startsWith("/offers/"));
        Map<String, Route> after = routes();
        assertThat(after.get("create-job")).isNotSameAs(before.get("create-job"));
        before.remove("create-job");
        assertThat(after).containsAllEntriesOf(before);
        assertThat(log.all())
                .singleElement()
                .asString()
                .matches("INFO " + folder + "/api/create-job.camel.yaml is live: create-job, after \\d+ ms null");
    }

    private String location(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(201);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private HttpResponse<String> postJob() {
        return admin.post("/jobs", """
                {"username": "maria", "jobType": "BABYSITTING", "startDate": "2026-12-05", "endDate": "2026-12-05",
                 "startTime": "17:30", "endTime": "22:00", "longitude": -8.6291, "latitude": 41.1579,
                 "address": "Rua de Cedofeita 120", "city": "Porto", "cost": 60}""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bad YAML       | send-declines.camel.yaml        | ref: declineBatches | ref: declineBatches: 1 | is expected here
            unknown EIP    | send-declines.camel.yaml        | - loop:             | - lop:                 | unknown step 'lop'
            unknown option | decline-applications.camel.yaml | waitTimeSeconds:    | waitTimeSecond:        | waitTimeSeconds
            same route     | notify-failed.camel.yaml        | id: notify-failed   | id: notify-accepted    | notify-accepted
            same step      | notify-failed.camel.yaml        | id: to-operators    | id: mark-notified      | mark-notified
            unknown bean   | send-declines.camel.yaml        | ref: declineBatches | ref: declineBaches     | there is no bean 'declineBaches'; did you mean 'declineBatches'?
            """)
    void should_leave_the_routes_unchanged_when_a_file_is_invalid(
            String how, String file, String from, String to, String problem) throws Exception {
        Map<String, Route> before = routes();

        edit(file, from, to);

        await().atMost(PATIENCE).until(() -> !log.all().isEmpty());
        int line = lineOf(to, Files.readAllLines(file(file)));
        assertThat(log.all())
                .as(how)
                .singleElement()
                .asString()
                .startsWith("ERROR The running routes stay unchanged, until this is fixed:\n" + file(file) + ":" + line
                        + ": ")
                .contains(problem);
        assertThat(routes().keySet()).isEqualTo(before.keySet());
        assertThat(bookAndDecline(3)).isEqualTo(200);
        assertThat(log.all()).hasSize(1);
    }

    private static int lineOf(String start, List<String> lines) {
        return 1
                + IntStream.range(0, lines.size())
                        .filter(i -> lines.get(i).strip().startsWith(start))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void should_leave_the_routes_unchanged_when_the_last_route_of_a_file_can_not_start() throws Exception {
        int taken = app.context().getCamelContextExtension().getRouteStartupOrder().stream()
                .filter(order -> order.getRoute().getRouteId().equals("send-declines"))
                .findFirst()
                .orElseThrow()
                .getStartupOrder();
        Set<String> before = routes().keySet();

        edit(
                "reconcile-bookings.camel.yaml",
                "    id: check-booking\n",
                "    id: check-booking\n    startupOrder: " + taken + "\n");

        await().atMost(PATIENCE).until(() -> !log.all().isEmpty());
        assertThat(log.all())
                .singleElement()
                .asString()
                .contains(
                        "reconcile-bookings.camel.yaml:",
                        "route check-booking can't be started: Failed to start route: check-booking because: Route startup order clash");
        assertThat(routes().keySet()).isEqualTo(before);
        assertThat(app.context()
                        .getRouteController()
                        .getRouteStatus("reconcile-bookings")
                        .isStarted())
                .isTrue();
    }

    @Test
    void should_keep_the_routes_of_a_deleted_file_running_that_others_call() throws Exception {
        Route before = routes().get("send-declines");

        Files.delete(file("send-declines.camel.yaml"));

        await().atMost(PATIENCE).until(() -> !log.all().isEmpty());
        assertThat(log.all()).singleElement().asString().contains("book-nanny.camel.yaml:", "send-declines");
        assertThat(routes().get("send-declines")).isSameAs(before);
    }

    @Test
    void should_recover_with_a_valid_file_after_many_invalid_ones() throws Exception {
        for (int i = 0; i < 10; i++) {
            int broken = i + 1;
            Files.writeString(file("send-declines.camel.yaml"), "- broken" + i + ": [");
            await().atMost(PATIENCE).until(() -> log.all().size() == broken);
        }

        Files.writeString(
                folder.resolve("send.tmp"),
                withNewDescription(Files.readString(ORIGINALS.resolve("booking/send-declines.camel.yaml")), 1));
        Files.move(folder.resolve("send.tmp"), file("send-declines.camel.yaml"), StandardCopyOption.ATOMIC_MOVE);

        await().atMost(PATIENCE).until(() -> log.all().size() == 11);
        assertThat(log.all().get(10)).contains("is live: send-declines");
        assertThat(bookAndDecline(3)).isEqualTo(200);
    }

    @Test
    void should_recover_when_the_invalid_file_is_restored() throws Exception {
        String good = Files.readString(file("send-declines.camel.yaml"));
        Files.writeString(file("send-declines.camel.yaml"), "- broken: [");
        await().atMost(PATIENCE).until(() -> log.all().size() == 1);

        Files.writeString(file("send-declines.camel.yaml"), good);

        await().atMost(PATIENCE).until(() -> log.all().size() == 2);
        assertThat(log.all().get(1)).contains("INFO The routes in " + folder + " run");
    }

    @Test
    void should_recover_when_a_file_with_a_wrong_name_is_deleted() throws Exception {
        Files.writeString(folder.resolve("greet.yaml"), GREET);

        await().atMost(PATIENCE).until(() -> log.all().size() == 1);
        assertThat(log.all().get(0)).contains("greet.yaml:1: the name of a route file must end with .camel.yaml");

        edit("create-job.camel.yaml", "/jobs/${body.id()}", "/offers/${body.id()}");
        await().atMost(PATIENCE).until(() -> log.all().size() == 2);
        Files.delete(folder.resolve("greet.yaml"));

        await().atMost(PATIENCE).until(() -> location(postJob()).startsWith("/offers/"));
    }

    @Test
    void should_report_the_routes_that_are_lost_and_start_them_at_the_next_save_even_of_the_previous_file()
            throws Exception {
        Path file = file("send-declines.camel.yaml");
        String good = Files.readString(file);
        Object bean = app.context().getRegistry().lookupByName("declineBatches");
        app.context().getRegistry().unbind("declineBatches");

        try {
            Files.writeString(file, withNewDescription(good, 1));

            await().atMost(PATIENCE).until(() -> !log.all().isEmpty());
            assertThat(log.all())
                    .singleElement()
                    .asString()
                    .contains(
                            "stay unchanged, except send-declines, which",
                            "send-declines.camel.yaml:",
                            "declineBatches");
        } finally {
            app.context().getRegistry().bind("declineBatches", bean);
        }

        Files.writeString(file, good);

        await().atMost(PATIENCE).until(() -> log.all().size() == 2);
        assertThat(log.all().get(1)).contains("is live: send-declines");
        assertThat(bookAndDecline(3)).isEqualTo(200);
    }

    @Test
    void should_report_what_needs_a_restart() throws Exception {
        Files.writeString(file("rest.camel.yaml"), """
                - restConfiguration:
                    enableCORS: true
                """);

        await().atMost(PATIENCE).until(() -> !log.all().isEmpty());

        assertThat(log.all())
                .singleElement()
                .asString()
                .contains("rest.camel.yaml:1: restart the application to apply a change of restConfiguration");
        assertThat(app.context().getRestConfiguration().isEnableCORS()).isFalse();
    }

    @Proof
    @Test
    void should_answer_all_requests_and_lose_no_decline_while_files_are_saved() throws Exception {
        Queue<Integer> answers = new ConcurrentLinkedQueue<>();
        Queue<String> jobs = new ConcurrentLinkedQueue<>();
        AtomicBoolean saving = new AtomicBoolean(true);
        ExecutorService callers = Executors.newFixedThreadPool(4);
        IntStream.range(0, 4)
                .forEach(each -> callers.submit(() -> {
                    while (saving.get()) {
                        String job = putJob(6);
                        jobs.add(job);
                        answers.add(admin.book("maria", job, "a0").statusCode());
                        answers.add(admin.readBooking(job).statusCode());
                    }
                }));

        List<String> files = List.of(
                "book-nanny.camel.yaml",
                "send-declines.camel.yaml",
                "decline-applications.camel.yaml",
                "read-booking.camel.yaml",
                "dead-letter-decline.camel.yaml");
        for (int i = 0; i < SAVES; i++) {
            int saved = i + 1;
            Path file = file(files.get(i % files.size()));
            Files.writeString(file, withNewDescription(Files.readString(file), i));
            await().atMost(PATIENCE).until(() -> log.all().size() == saved);
        }
        saving.set(false);
        callers.shutdown();
        assertThat(callers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();

        assertThat(log.all()).allMatch(line -> line.contains(" is live: "));
        assertThat(answers).hasSizeGreaterThan(4 * SAVES).containsOnly(200);
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(MARKET.queue().size()).isZero());
        assertThat(jobs).allSatisfy(job -> assertThat(MARKET.table().applicationsByStatus(job))
                .isEqualTo(Map.of("ACCEPTED", 1L, "DECLINED", 5L)));
        assertThat(MARKET.failedDeclines()).isZero();
    }

    @Test
    void should_add_a_new_file_with_its_verb_and_its_roles() throws Exception {
        HttpCaller nanny = app.caller().as(issuer.token("zelia", "nanny"));
        HttpCaller parent = app.caller().as(issuer.token("maria", "parent"));
        assertThat(nanny.get("/greetings").statusCode()).isEqualTo(404);

        Files.writeString(file("greet.camel.yaml"), GREET);

        await().atMost(PATIENCE).until(() -> nanny.get("/greetings").statusCode() == 200);
        assertThat(nanny.get("/greetings").body()).isEqualTo("\"hello\"");
        assertThat(parent.get("/greetings").statusCode()).isEqualTo(403);
        assertThat(admin.post("/greetings").statusCode()).isEqualTo(405);
        assertThat(app.caller().get("/greetings").statusCode()).isEqualTo(401);

        edit("greet.camel.yaml", "scopes: nanny", "scopes: parent");

        await().atMost(PATIENCE).until(() -> parent.get("/greetings").statusCode() == 200);
        assertThat(nanny.get("/greetings").statusCode()).isEqualTo(403);

        Files.move(file("greet.camel.yaml"), file("salute.camel.yaml"));

        await().atMost(PATIENCE).until(() -> log.all().size() == 3);
        assertThat(log.all().get(2))
                .contains("salute.camel.yaml is live: greet; ", "greet.camel.yaml is removed, after");
        assertThat(parent.get("/greetings").statusCode()).isEqualTo(200);

        Files.delete(file("salute.camel.yaml"));

        await().atMost(PATIENCE).until(() -> parent.get("/greetings").statusCode() == 404);
        assertThat(log.all().get(3)).contains("salute.camel.yaml is removed: greet");
    }

    private static final String GREET = """
            - rest:
                id: greetings
                path: /greetings
                get:
                  - id: get-greeting
                    produces: application/json
                    security:
                      - key: bearer
                        scopes: nanny
                    to: direct:greet

            - route:
                id: greet
                description: Returns a greeting.
                routeConfigurationId: answer-with-problems
                from:
                  id: from-get-greeting
                  uri: direct:greet
                  steps:
                    - setBody:
                        id: set-greeting
                        constant: '"hello"'
            """;

    @Test
    void should_restart_the_routes_of_other_files_that_use_a_route_configuration() throws Exception {
        Map<String, Route> before = routes();
        Files.writeString(file("counted.camel.yaml"), """
                - routeConfiguration:
                    id: counted
                    description: Counts messages.
                    interceptFrom:
                      - interceptFrom:
                          id: when-counted
                          steps:
                            - to: {id: to-received, uri: mock:received}
                """);
        edit(
                "decline-applications.camel.yaml",
                "reliable-queue:booking.decline",
                "reliable-queue:booking.decline,counted");
        edit(
                "park-dead-letters.camel.yaml",
                "reliable-queue:booking.parking",
                "reliable-queue:booking.parking,counted");
        await().atMost(PATIENCE).until(reload::isUpToDate);
        int lines = log.all().size();

        edit("counted.camel.yaml", "mock:received", "mock:received-again");

        await().atMost(PATIENCE).until(() -> log.all().size() > lines);
        assertThat(log.all().get(lines)).contains("decline-applications", "park-dead-letters", "is live");
        assertThat(bookAndDecline(3)).isEqualTo(200);
        assertThat(MockEndpoint.resolve(app.context(), "mock:received-again").getReceivedCounter())
                .isGreaterThanOrEqualTo(2);
        assertThat(routes().get("send-declines")).isSameAs(before.get("send-declines"));
        app.caller().awaitManagementStatus("/observe/health/ready", 200);
    }

    @Test
    void should_restart_a_verb_with_its_route_in_another_file() throws Exception {
        String[] parts = GREET.split("\n\n");
        Files.writeString(file("greet-verb.camel.yaml"), parts[0] + "\n");
        Files.writeString(file("greet-route.camel.yaml"), parts[1]);
        await().atMost(PATIENCE).until(() -> admin.get("/greetings").body().contains("hello"));

        edit("greet-route.camel.yaml", "hello", "goodbye");

        await().atMost(PATIENCE).until(() -> admin.get("/greetings").body().contains("goodbye"));

        edit("greet-verb.camel.yaml", "path: /greetings", "path: /salutes");

        await().atMost(PATIENCE).until(() -> admin.get("/salutes").body().contains("goodbye"));
        assertThat(admin.get("/greetings").statusCode()).isEqualTo(404);
    }

    private static Map<String, Route> routes() {
        return app.context().getRoutes().stream().collect(toMap(Route::getRouteId, route -> route));
    }

    private String putJob(int applications) {
        String job = UUID.randomUUID().toString();
        MARKET.table().putJob("maria", job);
        MARKET.table()
                .putApplications(
                        job,
                        IntStream.range(0, applications).mapToObj(i -> "a" + i).toList(),
                        Map.of());
        return job;
    }

    /** Books, waits until all other applications are DECLINED, and returns the status of the answer. */
    private int bookAndDecline(int applications) {
        String job = putJob(applications);
        int status = admin.book("maria", job, "a0").statusCode();
        await().atMost(Duration.ofSeconds(40))
                .until(
                        () -> MARKET.table().applicationsByStatus(job),
                        Map.of("ACCEPTED", 1L, "DECLINED", applications - 1L)::equals);
        return status;
    }

    /** Changes only a description. */
    private static String withNewDescription(String text, int time) {
        return text.replaceFirst("description: (\"?)", "description: $1At the %d. time. ".formatted(time));
    }

    private static void edit(String name, String from, String to) throws IOException {
        String text = Files.readString(file(name));
        assertThat(text).contains(from);
        Files.writeString(file(name), text.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to)));
    }

    /** The file in the folder of its original, if it has one. */
    private static Path file(String name) throws IOException {
        return originals().stream()
                .filter(original -> original.endsWith(name))
                .findFirst()
                .map(folder::resolve)
                .orElse(folder.resolve(name));
    }

    private static List<Path> originals() throws IOException {
        return RouteFiles.in(ORIGINALS).stream().map(ORIGINALS::relativize).toList();
    }
}
