package io.github.nannybooking.dev.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.testing.RawConnection;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpHoldTest {

    private static final String LONG_BODY = "x".repeat(50_000);

    private final HttpHold hold = new HttpHold(Duration.ofHours(1));

    private final CountDownLatch received = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private Vertx vertx;
    private Router router;
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        // one thread: an answer proves that all earlier work is done
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        router = Router.router(vertx);
        router.route("/echo").handler(BodyHandler.create()).handler(request -> request.response()
                .end(request.body().asString()));
        // as Camel nests them
        Router outer = Router.router(vertx);
        outer.route("/*").subRouter(router);
        hold.before(outer);
        server = vertx.createHttpServer()
                .connectionHandler(connection -> connection.closeHandler(done -> closed.countDown()))
                .requestHandler(request -> {
                    outer.handle(request);
                    received.countDown();
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    @Test
    void should_hold_a_request_until_its_route_is_added() throws Exception {
        try (RawConnection caller = caller()) {
            hold.during(() -> {
                caller.send("GET /new HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n");
                received.await();
                router.route("/new").handler(request -> request.response().end("made"));
            });

            assertThat(caller.readToEnd()).startsWith("HTTP/1.1 200").endsWith("made");
        }
    }

    @Test
    void should_keep_a_body_that_arrives_while_its_request_is_held() throws Exception {
        try (RawConnection caller = caller()) {
            hold.during(() -> {
                caller.send(post(LONG_BODY.length()) + LONG_BODY.substring(1));
                received.await();
            });
            caller.send(LONG_BODY.substring(0, 1));

            assertThat(caller.readToEnd()).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n" + LONG_BODY);
        }
    }

    @Test
    void should_wait_for_a_request_whose_body_is_incomplete() throws Exception {
        try (RawConnection caller = caller()) {
            caller.send(post(4) + "bo");
            received.await();
            CompletableFuture<Boolean> exchanged = new CompletableFuture<>();
            Thread exchange = new Thread(() -> {
                try {
                    hold.during(() -> exchanged.complete(true));
                } catch (InterruptedException e) {
                    exchanged.completeExceptionally(e);
                }
            });
            exchange.start();
            while (exchange.getState() != Thread.State.TIMED_WAITING && !exchanged.isDone()) {
                Thread.onSpinWait();
            }
            assertThat(exchanged).isNotDone();

            caller.send("dy");

            assertThat(caller.readToEnd()).startsWith("HTTP/1.1 200").endsWith("body");
            assertThat(exchanged.get(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void should_not_wait_for_a_caller_who_disconnected_while_held() throws Exception {
        hold.during(() -> {
            try (RawConnection caller = caller()) {
                caller.send("GET /echo HTTP/1.1\r\nHost: here\r\n\r\n");
                received.await();
            }
            closed.await();
        });
        try (RawConnection next = caller()) {
            assertThat(next.send(post(2) + "ok").readToEnd()).startsWith("HTTP/1.1 200");
        }

        hold.during(() -> {});
    }

    @Test
    void should_not_wait_for_a_caller_who_disconnected_before_the_answer() throws Exception {
        try (RawConnection caller = caller()) {
            caller.send(post(4) + "bo");
            received.await();
        }
        closed.await();

        hold.during(() -> {});
    }

    private static String post(int length) {
        return "POST /echo HTTP/1.1\r\nHost: here\r\nConnection: close\r\nContent-Length: " + length + "\r\n\r\n";
    }

    private RawConnection caller() {
        return new RawConnection(server.actualPort());
    }
}
