package io.github.nannybooking.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.platform.http.server.RequestLimits;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class GateTest {

    @Test
    void should_answer_500_if_a_check_throws_an_exception() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            Router router = new VertxPlatformHttpRouter(
                    null, vertx, Router.router(vertx), "main", VertxPlatformHttpRouter.SERVER_TYPE_SERVER);
            context.getRegistry().bind("main", router);
            RequestLimits broken = null;
            // asynchronously: the router itself answers an exception that is thrown at once
            new Gate(
                            request -> request.vertx().executeBlocking(() -> new Caller("maria", Set.of())),
                            broken,
                            new AccessRules(context),
                            null)
                    .close(context);
            HttpServer server = vertx.createHttpServer()
                    .requestHandler(router)
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();

            assertThat(HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort()))
                                            .timeout(Duration.ofSeconds(30))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(500);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
