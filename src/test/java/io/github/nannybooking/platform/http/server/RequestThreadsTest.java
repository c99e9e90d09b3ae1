package io.github.nannybooking.platform.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.platform.aws.AwsConfiguration;
import io.github.nannybooking.platform.aws.RequestBudget;
import io.github.nannybooking.platform.http.address.CallerAddress;
import io.github.nannybooking.testing.LogLines;
import io.github.nannybooking.testing.RawConnection;
import io.github.nannybooking.testing.TestSettings;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With one thread and room for two requests that wait. */
class RequestThreadsTest {

    private static final Duration BUDGET = Duration.ofSeconds(1);

    private final RequestBudget budget = new AwsConfiguration()
            .requestBudget(TestSettings.with("booking.aws.budget", String.valueOf(BUDGET.toMillis())));
    private final ProblemWriter problems = new ProblemWriter(
            new DefaultCamelContext(), new ObjectMapper(), new AnswerHeaders(new Cors(Set.of())), "2");
    private final ThreadPoolExecutor threads = RequestThreads.pool(1, 2, Thread::new);
    private final LogLines log = new LogLines(RequestThreads.class.getName());
    private final ExcessConnections excess = new ExcessConnections(new Counters(new DefaultCamelContext()));
    private final Vertx plain = Vertx.vertx();
    private final Vertx vertx = new GuardedVertx(
            plain,
            new UnreadableRequests(4096, 8192, new RefusalConfiguration().requestLimits(TestSettings.with(), problems)),
            32_768,
            () -> new ConnectionLimit(100, 100, CallerAddress.of(TestSettings.with()), excess),
            new IdleConnections(plain, 60_000, 60_000, excess),
            new RequestThreads(threads, budget, problems));
    private final Queue<String> begun = new ConcurrentLinkedQueue<>();
    private final Queue<Optional<Duration>> left = new ConcurrentLinkedQueue<>();
    private final CountDownLatch answers = new CountDownLatch(1);
    private int port;

    @BeforeEach
    void start() {
        Router router = Router.router(vertx);
        router.route().handler(request -> {
            RequestThreads.store(request);
            request.next();
        });
        router.get("/work/:name").handler(this::work);
        HttpServer server = vertx.createHttpServer(new HttpServerOptions())
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        port = server.actualPort();
    }

    private void work(RoutingContext request) {
        request.vertx()
                .executeBlocking(
                        () -> {
                            begun.add(request.pathParam("name"));
                            left.add(budget.left());
                            answers.await();
                            if (request.pathParam("name").equals("broken")) {
                                throw new StackOverflowError();
                            }
                            return "done";
                        },
                        false)
                .onSuccess(request::end)
                .onFailure(request::fail);
    }

    @AfterEach
    void stop() {
        answers.countDown();
        threads.shutdownNow();
        plain.close().toCompletionStage().toCompletableFuture().join();
        log.close();
    }

    @Test
    void should_answer_a_request_with_503_at_once_when_too_many_wait() {
        try (RawConnection first = request("first");
                RawConnection second = queued("second", 1);
                RawConnection third = queued("third", 2);
                RawConnection fourth = request("fourth")) {
            assertThat(fourth.readToEnd()).contains(" 503 ", "retry-after: 2", "too many requests");
            assertThat(log.all())
                    .singleElement()
                    .asString()
                    .contains("All 1 request threads are busy and 2 requests wait");

            answers.countDown();

            for (RawConnection connection : List.of(first, second, third)) {
                assertThat(connection.readToEnd()).contains(" 200 ");
            }
        }
        assertThat(begun).as("the newest first").containsExactly("first", "third", "second");
    }

    @Test
    void should_answer_a_request_with_503_when_its_time_is_over_and_never_begin_it() {
        try (RawConnection first = request("first");
                RawConnection second = queued("second", 1)) {
            assertThat(second.readToEnd()).contains(" 503 ", "retry-after: 2", "waits too long");

            answers.countDown();

            assertThat(first.readToEnd()).contains(" 200 ");
        }
        assertThat(threads.getQueue()).isEmpty();
        assertThat(begun).containsExactly("first");
    }

    @Test
    void should_never_begin_a_request_whose_caller_has_disconnected() {
        try (RawConnection first = request("first")) {
            queued("second", 1).close();
            await().until(() -> threads.getQueue().isEmpty());

            answers.countDown();

            assertThat(first.readToEnd()).contains(" 200 ");
        }
        assertThat(begun).containsExactly("first");
    }

    @Test
    void should_count_the_time_in_the_queue_as_a_part_of_the_budget() {
        try (RawConnection first = request("first");
                RawConnection second = queued("second", 1)) {
            await().pollDelay(Duration.ofMillis(200)).until(() -> true);
            answers.countDown();

            assertThat(second.readToEnd()).contains(" 200 ");
        }
        assertThat(left).element(1).satisfies(time -> assertThat(time.orElseThrow())
                .isLessThan(BUDGET.minusMillis(200)));
        assertThat(budget.left()).isEmpty();
    }

    @Test
    void should_run_the_work_of_other_servers_in_the_threads_of_vertx() throws Exception {
        try (RawConnection first = request("first")) {
            assertThat(vertx.executeBlocking(() -> Thread.currentThread().getName(), false)
                            .toCompletionStage()
                            .toCompletableFuture()
                            .get(10, TimeUnit.SECONDS))
                    .startsWith("vert.x-worker");
            answers.countDown();
        }
    }

    @Test
    void should_fail_a_request_whose_route_throws_an_error() {
        answers.countDown();

        try (RawConnection broken = request("broken")) {
            assertThat(broken.readToEnd()).contains(" 500 ");
        }
    }

    /** A request that has begun, unless others have the thread. */
    private RawConnection request(String name) {
        RawConnection connection = new RawConnection(port)
                .send("GET /work/%s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".formatted(name));
        await().until(() -> !begun.isEmpty());
        return connection;
    }

    private RawConnection queued(String name, int waiting) {
        RawConnection connection = request(name);
        await().until(() -> threads.getQueue().size() == waiting);
        return connection;
    }
}
