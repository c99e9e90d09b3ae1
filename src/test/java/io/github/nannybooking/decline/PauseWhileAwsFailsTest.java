package io.github.nannybooking.decline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.service.ServiceHelper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

class PauseWhileAwsFailsTest {

    private static final CamelContext CONTEXT = new DefaultCamelContext();
    private static Route route;

    private final AtomicInteger probes = new AtomicInteger();
    private volatile boolean works;
    private final PauseWhileAwsFails policy = new PauseWhileAwsFails(Duration.ofMillis(20), () -> {
        probes.incrementAndGet();
        return works;
    });

    @BeforeAll
    static void startRoute() throws Exception {
        CONTEXT.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("timer:never?delay=-1").routeId("consume").to("log:nothing");
            }
        });
        CONTEXT.start();
        route = CONTEXT.getRoute("consume");
    }

    @AfterAll
    static void stopRoute() {
        CONTEXT.stop();
    }

    @BeforeEach
    void startPolicy() {
        ServiceHelper.startService(policy);
    }

    @AfterEach
    void stopPolicy() {
        ServiceHelper.stopService(policy);
    }

    @Test
    void should_go_on_when_a_message_fails_for_another_reason() {
        policy.onExchangeDone(route, failed(new IllegalStateException("a bug")));

        assertThat(isPaused()).isFalse();
    }

    @Test
    void should_pause_at_the_first_failure_of_aws_and_go_on_once_it_works_again() {
        policy.onExchangeDone(route, failedByAws());

        assertThat(isPaused()).isTrue();
        await().until(() -> probes.get() >= 3);
        assertThat(isPaused()).isTrue();

        works = true;

        await().until(() -> !isPaused());
        policy.onExchangeDone(route, failedByAws());
        assertThat(isPaused()).isTrue();
    }

    @RepeatedTest(3)
    void should_never_stay_paused_whoever_fails_when() throws Exception {
        CountDownLatch together = new CountDownLatch(1);
        Thread[] consumers = new Thread[4];
        for (int i = 0; i < consumers.length; i++) {
            consumers[i] = new Thread(() -> {
                awaitOn(together);
                for (int n = 0; n < 300; n++) {
                    policy.onExchangeDone(route, failedByAws());
                }
            });
            consumers[i].start();
        }
        together.countDown();
        works = true;
        for (Thread consumer : consumers) {
            consumer.join();
        }

        await().until(() -> !isPaused());
    }

    private static void awaitOn(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isPaused() {
        return "opened".equals(policy.getStateAsString());
    }

    private Exchange failedByAws() {
        return failed(new RuntimeException(SdkClientException.create("connection reset")));
    }

    private Exchange failed(Exception exception) {
        Exchange exchange = new DefaultExchange(CONTEXT);
        exchange.setException(exception);
        return exchange;
    }
}
