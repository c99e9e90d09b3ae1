package io.github.nannybooking.platform.correlation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class CorrelatedLogTest {

    private final CamelContext context = new DefaultCamelContext();
    private final Map<String, String> seen = new ConcurrentHashMap<>();

    @BeforeEach
    void start() throws Exception {
        new CorrelationConfiguration().configure(context);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:work")
                        .process(exchange -> CorrelationId.set(
                                exchange, exchange.getMessage().getBody(String.class)))
                        .process(see("step"))
                        .to("direct:part")
                        .process(see("step after part"))
                        .split(constant(1))
                        .process(see("split"))
                        .end()
                        .wireTap("direct:tapped");
                from("direct:part").process(see("part"));
                from("direct:tapped").process(see("tapped"));
            }
        });
        context.start();
    }

    private Processor see(String where) {
        return exchange -> seen.put(where, String.valueOf(CorrelationId.current()));
    }

    @AfterEach
    void stop() {
        context.stop();
        MDC.clear();
    }

    @Test
    void should_log_the_id_in_all_steps_of_an_exchange() {
        context.createProducerTemplate().sendBody("direct:work", "c1");

        await().until(() -> seen.containsKey("tapped"));
        assertThat(seen)
                .isEqualTo(Map.of("step", "c1", "part", "c1", "step after part", "c1", "split", "c1", "tapped", "c1"));
    }

    @Test
    void should_restore_the_log_context_of_the_thread() {
        context.createProducerTemplate().sendBody("direct:work", "c1");
        assertThat(CorrelationId.current()).isNull();

        MDC.put(CorrelationId.NAME, "of another");
        context.createProducerTemplate().sendBody("direct:work", null);
        assertThat(seen.get("step")).isEqualTo("null");
        assertThat(CorrelationId.current()).isEqualTo("of another");
    }
}
