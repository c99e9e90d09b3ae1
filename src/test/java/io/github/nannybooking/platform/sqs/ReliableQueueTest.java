package io.github.nannybooking.platform.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.platform.aws.RequestBudget;
import io.github.nannybooking.testing.LogLines;
import io.github.nannybooking.testing.Returns;
import io.github.nannybooking.testing.RouteTest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.BindToRegistry;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.service.ServiceHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

/** More routes that consume reliable queues. */
class ReliableQueueTest extends RouteTest {

    @BindToRegistry("receivedMessages")
    private final Returns returns = new Returns();

    private final AtomicReference<Optional<Duration>> left = new AtomicReference<>();

    @BeforeEach
    void addRoutes() throws Exception {
        RequestBudget budget = context.getRegistry().findSingleByType(RequestBudget.class);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:first")
                        .routeId("first")
                        .routeConfigurationId("reliable-queue:booking.decline")
                        .process(exchange -> {
                            throw SdkClientException.create("connection reset");
                        });
                from("direct:second")
                        .routeId("second")
                        .routeConfigurationId("reliable-queue:booking.decline")
                        .process(exchange -> left.set(budget.left()));
                from("direct:parking")
                        .routeConfigurationId("reliable-queue:booking.parking")
                        .process(exchange -> {
                            throw new IllegalStateException("no luck");
                        });
            }
        });
    }

    @Test
    void should_pause_each_route_by_itself() {
        fluentTemplate.to("direct:first").withBody("a").send();
        fluentTemplate.to("direct:second").withBody("b").send();

        assertThat(isSuspended("first")).isTrue();
        assertThat(isSuspended("second")).isFalse();
        assertThat(returns.givenBack()).containsExactly("connection reset");
        assertThat(returns.acknowledged()).hasSize(1);
    }

    @Test
    void should_leave_the_log_of_a_failure_to_the_return_of_its_message() {
        try (LogLines camel = new LogLines("org.apache.camel.processor.errorhandler")) {
            fluentTemplate.to("direct:first").withBody("a").send();
            fluentTemplate.to("direct:parking").withBody("b").send();

            assertThat(returns.givenBack()).containsExactly("connection reset", "no luck");
            assertThat(camel.all()).noneMatch(line -> line.matches("(WARN|ERROR) (?s).*"));
        }
    }

    private boolean isSuspended(String route) {
        return ServiceHelper.isSuspended(context.getRoute(route).getConsumer());
    }

    @Test
    void should_limit_the_time_for_the_requests_of_a_message_and_of_no_other_work() {
        fluentTemplate.to("direct:second").withBody("b").send();

        assertThat(left.get())
                .hasValueSatisfying(time -> assertThat(time).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(20)));
        assertThat(context.getRegistry().findSingleByType(RequestBudget.class).left())
                .isEmpty();
    }
}
