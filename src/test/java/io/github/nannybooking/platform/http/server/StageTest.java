package io.github.nannybooking.platform.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class StageTest {

    @Test
    void should_not_be_called_again_when_a_route_is_started_later() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            Stage.onceAtStart(context, camel -> calls.incrementAndGet());
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:later").routeId("later").log("later");
                }
            });
            context.start();

            context.getRouteController().stopRoute("later");
            context.getRouteController().startRoute("later");
        }

        assertThat(calls).hasValue(1);
    }
}
