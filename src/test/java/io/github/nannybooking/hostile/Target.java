package io.github.nannybooking.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.nannybooking.testing.Marketplace;
import io.github.nannybooking.testing.TestApp;
import io.github.nannybooking.testing.TestIssuer;
import io.github.nannybooking.testing.Webhook;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * The application with data to protect: an open job that the requests of the corpus try to book, and a failed
 * decline that they try to retry or remove. Messages stay in the queues, so that a test can check them.
 */
final class Target implements AutoCloseable {

    private static final List<String> CONSUMERS =
            List.of("decline-applications", "park-dead-letters", "reconcile-bookings");
    private static final String QUEUED = "{\"id\": \"queued\", \"jobId\": \"elsewhere\"}";

    private final Marketplace market;
    private final TestApp app;
    private final LoggedTrouble trouble;
    private final TestIssuer issuer;
    private final Tokens tokens;
    private final Webhook elsewhere = new Webhook();
    private final String failedDecline;
    private Data before;

    private Target(Marketplace market, TestApp app, TestIssuer issuer) throws Exception {
        this.market = market;
        this.app = app;
        this.issuer = issuer;
        this.tokens = new Tokens(issuer);
        market.deadLetters()
                .send(List.of("{\"id\": \"application-09\", \"jobId\": \"job-9\"}"), Map.of("reason", "it broke"));
        await().until(() -> market.table().failedDeclines().size() == 1
                && market.deadLetters().size() == 0);
        for (String consumer : CONSUMERS) {
            app.stopRoute(consumer);
        }
        market.table().putJob("joao", "job-4", "CLOSED");
        market.table().putDueBooking("joao", "job-3", "application-05");
        market.queue().send(List.of(QUEUED), Map.of());
        market.deadLetters().send(List.of(QUEUED), Map.of());
        this.failedDecline = market.table().failedDeclines().get(0).get("id").s();
        this.before = data();
        this.trouble = LoggedTrouble.watch();
    }

    static Target start() throws Exception {
        Marketplace market = Marketplace.create();
        market.table().putJob("maria", "job-1");
        market.table().putApplications("job-1", List.of("application-01", "application-02"), Map.of());
        market.table().putJob("joao", "job-2");
        market.table().putApplications("job-2", List.of("application-03"), Map.of());
        TestIssuer issuer = new TestIssuer();
        Map<String, String> settings = new HashMap<>(issuer.asSettings());
        // so that it reads the headers of proxies
        settings.put("booking.trusted-proxies", "127.0.0.1");
        return new Target(market, TestApp.start(market.resources(), settings), issuer);
    }

    int port() {
        return app.caller().port();
    }

    /** The values of the variables in a request. */
    Map<String, String> names(JsonNode as) throws Exception {
        Map<String, String> names = new HashMap<>(Map.of(
                "booking", """
                {"username": "maria", "jobId": "job-1", "applicationId": "application-01"}""",
                "no-booking", """
                {"username": "maria", "jobId": "nowhere", "applicationId": "application-01"}""",
                "failed-decline", failedDecline,
                "port", String.valueOf(port()),
                "elsewhere", elsewhere.url(""),
                "parent", tokens.parent(),
                "nanny", tokens.nanny(),
                "admin", tokens.admin()));
        if (as == null) {
            names.put("authorization", "Bearer " + names.get("parent"));
        } else if (as.isObject()) {
            names.put("authorization", "Bearer " + tokens.forged(as, names));
        } else if (!as.textValue().equals("anonymous")) {
            names.put("authorization", "Bearer " + names.get(as.textValue()));
        }
        return names;
    }

    List<String> trouble() {
        return trouble.poll();
    }

    /** Asserts that nothing has changed since the last call, so that a failure names the request that caused it. */
    void assertUnchanged() {
        assertThat(elsewhere.requests()).as("requests to the URL of a token").isEmpty();
        Data expected = before;
        before = data();
        assertThat(before).isEqualTo(expected);
    }

    private Data data() {
        return new Data(
                Set.copyOf(market.table().items()),
                market.queue().size(),
                market.deadLetters().size());
    }

    private record Data(Set<Map<String, AttributeValue>> items, int queued, int deadLetters) {}

    void assertUnchangedToTheLastMessage() {
        assertUnchanged();
        assertThat(market.queue().takeAll()).extracting(Message::body).containsExactly(QUEUED);
        assertThat(market.deadLetters().takeAll()).extracting(Message::body).containsExactly(QUEUED);
    }

    void assertBooksAndDeclines() throws Exception {
        for (String consumer : CONSUMERS) {
            app.startRoute(consumer);
        }
        assertThat(app.caller().managementStatus("/observe/health/ready")).isEqualTo(200);
        assertThat(app.caller()
                        .as(tokens.parent())
                        .book("maria", "job-1", "application-01")
                        .statusCode())
                .isEqualTo(200);
        await().untilAsserted(() -> assertThat(market.table().applicationsByStatus("job-1"))
                .isEqualTo(Map.of("ACCEPTED", 1L, "DECLINED", 1L)));
    }

    @Override
    public void close() {
        trouble.close();
        app.close();
        issuer.close();
        elsewhere.close();
    }
}
