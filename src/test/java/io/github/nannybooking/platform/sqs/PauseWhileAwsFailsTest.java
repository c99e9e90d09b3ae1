package io.github.nannybooking.platform.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

class PauseWhileAwsFailsTest {

    private final CamelContext context = new DefaultCamelContext();
    private final AtomicInteger looks = new AtomicInteger();
    private volatile boolean works;
    private final PauseWhileAwsFails policy = new PauseWhileAwsFails(Duration.ofMillis(20), () -> {
        looks.incrementAndGet();
        return works;
    });

    private Route route;

    @BeforeEach
    void start() throws Exception {
        addRoute();
        context.start();
        route = context.getRoute("consume");
    }

    private void addRoute() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:consume").routeId("consume").routePolicy(policy).process(exchange -> {});
            }
        });
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void should_continue_when_a_message_fails_for_another_reason() {
        policy.onExchangeDone(route, failed(new IllegalStateException("a bug")));

        assertThat(isPaused()).isFalse();
        assertThatCode(policy::requireAws).doesNotThrowAnyException();
    }

    @Test
    void should_continue_when_aws_failed_on_one_message_but_works() {
        works = true;

        policy.onExchangeDone(route, failedByAws());

        assertThat(isPaused()).isFalse();
        assertThat(looks).hasValue(1);
    }

    @Test
    void should_pause_at_the_first_failure_of_aws_and_continue_once_it_works_again() {
        policy.onExchangeDone(route, failedByAws());

        await().until(() -> looks.get() >= 3);
        assertThat(isPaused()).isTrue();

        works = true;

        await().until(() -> !isPaused());
    }

    @Test
    void should_pause_when_a_message_became_a_dead_letter_as_aws_failed() {
        Exchange handled = new DefaultExchange(context);
        handled.setProperty(Exchange.EXCEPTION_CAUGHT, SdkClientException.create("connection reset"));

        policy.onExchangeDone(route, handled);

        assertThat(isPaused()).isTrue();
    }

    @Test
    void should_not_even_ask_when_a_condition_failed() {
        Exchange declinedBefore = new DefaultExchange(context);
        declinedBefore.setProperty(
                Exchange.EXCEPTION_CAUGHT,
                ConditionalCheckFailedException.builder().build());

        policy.onExchangeDone(route, declinedBefore);

        assertThat(looks).hasValue(0);
    }

    @Test
    void should_pause_again_when_aws_fails_again() {
        works = true;
        policy.onExchangeDone(route, failedByAws());
        await().until(() -> !isPaused());

        works = false;
        policy.onExchangeDone(route, failedByAws());

        assertThat(isPaused()).isTrue();
    }

    @Test
    void should_let_what_is_left_of_a_batch_fail_at_once_while_paused() {
        policy.onExchangeDone(route, failedByAws());

        assertThatExceptionOfType(NotTriedException.class).isThrownBy(policy::requireAws);
    }

    @RepeatedTest(3)
    void should_never_stay_paused_after_failures_in_any_order() throws Exception {
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

    @Test
    void should_not_resume_a_route_that_was_stopped_meanwhile() throws Exception {
        policy.onExchangeDone(route, failedByAws());
        context.getRouteController().stopRoute("consume");
        works = true;

        int before = looks.get();
        await().until(() -> looks.get() > before);

        assertThat(ServiceHelper.isStarted(route.getConsumer())).isFalse();
    }

    @Test
    void should_receive_messages_when_the_route_is_started_again() throws Exception {
        policy.onExchangeDone(route, failedByAws());
        context.getRouteController().stopRoute("consume");

        context.getRouteController().startRoute("consume");

        assertThat(isPaused()).isFalse();
        assertThatCode(policy::requireAws).doesNotThrowAnyException();
    }

    @Test
    void should_not_take_up_a_route_again_whose_place_another_has_taken() throws Exception {
        Route replaced = route;
        policy.onExchangeDone(replaced, failedByAws());
        context.getRouteController().stopRoute("consume");
        context.removeRoute("consume");
        addRoute();
        policy.onExchangeDone(context.getRoute("consume"), failedByAws());

        works = true;

        await().until(() ->
                !ServiceHelper.isSuspended(context.getRoute("consume").getConsumer()));
        assertThat(ServiceHelper.isStarted(replaced.getConsumer())).isFalse();
    }

    private static void awaitOn(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isPaused() {
        return ServiceHelper.isSuspended(route.getConsumer());
    }

    private Exchange failedByAws() {
        return failed(new RuntimeException(SdkClientException.create("connection reset")));
    }

    private Exchange failed(Exception exception) {
        Exchange exchange = new DefaultExchange(context);
        exchange.setException(exception);
        return exchange;
    }
}
