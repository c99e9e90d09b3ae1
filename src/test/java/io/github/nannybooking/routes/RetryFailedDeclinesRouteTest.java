package io.github.nannybooking.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nannybooking.faileddecline.FailedDecline;
import io.github.nannybooking.faileddecline.FailedDeclineQuery.Round;
import io.github.nannybooking.platform.http.problem.Problem;
import io.github.nannybooking.platform.http.problem.ProblemException;
import io.github.nannybooking.table.FailedDeclineKey;
import io.github.nannybooking.testing.RouteTest;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.BindToRegistry;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

class RetryFailedDeclinesRouteTest extends RouteTest {

    @BindToRegistry("failedDeclines")
    private final Parked parked = new Parked();

    @BindToRegistry
    private final Retries failedDeclineActions = new Retries(parked);

    @BindToRegistry
    private final Parked instance = parked;

    private MockEndpoint queue;

    /**
     * Stands in for the beans that talk to DynamoDB, whose failed declines have the ids of the round, and for an
     * instance that shuts down after a number of them.
     */
    public static final class Parked {

        private final List<String> forgotten = new CopyOnWriteArrayList<>();
        private final CountDownLatch begin = new CountDownLatch(1);
        private volatile int time = Integer.MAX_VALUE;
        private volatile boolean timeIsUp;

        public boolean isRunning() {
            timeIsUp = forgotten.size() >= time;
            return !timeIsUp;
        }

        public FailedDeclineKey parseId(@Header("id") String id) {
            return new FailedDeclineKey(id);
        }

        public FailedDecline findWhole(FailedDeclineKey key) {
            if (key.id().equals("gone")) {
                throw new ProblemException(Problem.of(404, "No such failed decline", "it is gone"));
            }
            return new FailedDecline(
                    key.id(), null, null, "unforeseen", null, null, 1, 1, "m1", "c1", "body of " + key.id());
        }

        /** Only other routes call this method. */
        public Object find() {
            throw new UnsupportedOperationException();
        }

        /** Only other routes call this method. */
        public Object parse() {
            throw new UnsupportedOperationException();
        }

        /** Only other routes call this method. */
        public Object list() {
            throw new UnsupportedOperationException();
        }

        /** Only other routes call this method. */
        public Object note() {
            throw new UnsupportedOperationException();
        }

        /** Only other routes call this method. */
        public Object park() {
            throw new UnsupportedOperationException();
        }
    }

    /** Only other routes call this method. */
    public record Retries(Parked parked) {

        public Round parseRound(@Header(Exchange.HTTP_QUERY) String ids) {
            return new Round(null, ids);
        }

        public Iterator<FailedDeclineKey> keys(Round round) throws InterruptedException {
            parked.begin.await();
            return List.of(round.before().split(",")).stream()
                    .map(FailedDeclineKey::new)
                    .iterator();
        }

        public void deleteRetried(@ExchangeProperty("failedDecline") FailedDecline retried) {
            parked.forgotten.add(retried.id());
        }

        public void rethrowIfAwsFails(@ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) throws Exception {
            if (failure instanceof SdkClientException) {
                throw failure;
            }
        }

        /** Only other routes call this method. */
        public Object parseRemoval() {
            throw new UnsupportedOperationException();
        }

        /** Only other routes call this method. */
        public Object remove() {
            throw new UnsupportedOperationException();
        }
    }

    @BeforeEach
    void findMock() {
        queue = getMockEndpoint("mock:aws2-sqs:declines");
    }

    @Test
    void should_send_the_message_unchanged_and_then_delete_the_failure() throws Exception {
        String id = "9ddd9c83-a841-3594-a70c-950f3022f03c";
        queue.expectedBodiesReceived("body of " + id);
        queue.expectedHeaderReceived("correlationId", "c1");
        queue.expectedPropertyReceived("CamelAwsMessageGroupId", id);
        queue.whenAnyExchangeReceived(exchange -> assertThat(parked.forgotten).isEmpty());

        Exchange answer = template.request(
                "direct:retry-one", exchange -> exchange.getMessage().setHeader("id", id));

        MockEndpoint.assertIsSatisfied(context);
        assertThat(status(answer)).isEqualTo(202);
        assertThat(answer.getMessage().getBody()).isNull();
        assertThat(parked.forgotten).containsExactly(id);
    }

    @Test
    void should_not_delete_a_failure_that_could_not_be_sent() {
        queue.whenAnyExchangeReceived(exchange -> {
            throw SdkClientException.create("connection refused");
        });

        Exchange answer = template.request("direct:retry-one", exchange -> exchange.getMessage()
                .setHeader("id", "9ddd9c83-a841-3594-a70c-950f3022f03c"));

        assertThat(status(answer)).isEqualTo(503);
        assertThat(parked.forgotten).isEmpty();
    }

    @Test
    void should_answer_before_the_round_begins_and_retry_all_failed_declines() {
        assertThat(status(retryAll("1,2,3"))).isEqualTo(202);
        assertThat(parked.forgotten).isEmpty();

        parked.begin.countDown();

        await().untilAsserted(() -> assertThat(parked.forgotten).containsExactly("1", "2", "3"));
    }

    @Test
    void should_continue_after_a_failed_decline_that_can_not_be_retried() {
        parked.begin.countDown();

        retryAll("1,gone,3");

        await().untilAsserted(() -> assertThat(parked.forgotten).containsExactly("1", "3"));
    }

    @Test
    void should_not_retry_another_failed_decline_during_the_shutdown() {
        parked.time = 2;
        parked.begin.countDown();

        retryAll("1,2,3");

        await().until(() -> parked.timeIsUp);
        assertThat(parked.forgotten).containsExactly("1", "2");
    }

    @Test
    void should_end_the_round_when_aws_fails_and_begin_the_next() {
        queue.whenExchangeReceived(2, exchange -> {
            throw SdkClientException.create("connection refused");
        });
        parked.begin.countDown();

        retryAll("1,2,3");
        retryAll("4");

        await().untilAsserted(() -> assertThat(parked.forgotten).containsExactly("1", "4"));
    }

    @Test
    void should_answer_503_when_too_many_rounds_are_waiting() {
        for (int round = 0; round < 11; round++) {
            assertThat(status(retryAll("1"))).isEqualTo(202);
        }

        assertThat(status(retryAll("1"))).isEqualTo(503);
        parked.begin.countDown();
    }

    private Exchange retryAll(String ids) {
        return template.request(
                "direct:retry-all", exchange -> exchange.getMessage().setHeader(Exchange.HTTP_QUERY, ids));
    }

    private static int status(Exchange answer) {
        return answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    }
}
