package io.github.nannybooking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.github.nannybooking.testing.Marketplace;
import io.github.nannybooking.testing.TestApp;
import io.github.nannybooking.testing.TestAws;
import io.github.nannybooking.testing.TestQueue;
import io.github.nannybooking.testing.TestTable;
import io.github.nannybooking.testing.faults.Fault;
import io.github.nannybooking.testing.faults.FaultProxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

/** Tests declines from the queue to the status DECLINED or to the dead letter queue, whatever program sent them. */
class DeclineIT {

    private static final Marketplace MARKET = Marketplace.create();

    private static final FaultProxy toDynamoDb = new FaultProxy(TestAws.shared().dynamoDbEndpoint()).open();
    private static TestApp app;

    private final TestTable table = MARKET.table();
    private final TestQueue queue = MARKET.queue();
    private final TestQueue deadLetters = MARKET.deadLetters();
    private final String job = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        app = TestApp.start(
                MARKET.resources(),
                Map.of(
                        "booking.aws.attempts", "1",
                        "booking.decline.batch-size", "10",
                        "booking.decline.retry-delay", "1",
                        "booking.parking.enabled", "false"),
                toDynamoDb.endpoint(),
                TestAws.shared().sqsEndpoint());
    }

    @AfterAll
    static void stop() {
        app.close();
        toDynamoDb.close();
    }

    @Test
    void should_read_plain_and_typed_json() {
        table.putApplication(job, "plain", "PENDING", Map.of());
        table.putApplication(job, "typed", "PENDING", Map.of());

        queue.send(
                List.of(
                        plain("plain"),
                        "{\"id\": {\"S\": \"typed\"}, \"jobId\": {\"S\": \"%s\"}, \"createdOn\": {\"N\": \"1\"}, \"tags\": {\"SS\": [\"a\"]}}"
                                .formatted(job)),
                Map.of());

        awaitQueueEmpty();
        assertThat(table.applicationsByStatus(job)).isEqualTo(Map.of("DECLINED", 2L));
        assertThat(deadLetters.size()).isZero();
    }

    @Test
    void should_process_each_message_of_a_mixed_batch_independently() {
        toDynamoDb.inject(Fault.UNAVAILABLE, "UpdateItem", 1);
        table.putApplication(job, "first", "PENDING", Map.of());
        table.putApplication(job, "accepted", "ACCEPTED", Map.of());
        table.putApplication(job, "declined", "DECLINED", Map.of());
        table.putApplication(job, "last", "PENDING", Map.of());

        queue.send(
                List.of(
                        plain("first"),
                        "poison",
                        withoutId(),
                        plain("accepted"),
                        plain("unknown"),
                        plain("declined"),
                        plain("first"),
                        plain("last")),
                Map.of());

        awaitQueueEmpty();
        assertThat(toDynamoDb.faults()).isEqualTo(Map.of(Fault.UNAVAILABLE, 1));
        assertThat(table.applicationStatus(job, "first")).isEqualTo("DECLINED");
        assertThat(table.applicationStatus(job, "last")).isEqualTo("DECLINED");
        assertThat(table.applicationStatus(job, "accepted")).isEqualTo("ACCEPTED");
        assertThat(table.application(job, "unknown")).isEmpty();
        List<Message> dead = deadLetters.takeAll();
        assertThat(dead)
                .extracting(Message::body)
                .containsExactlyInAnyOrder("poison", withoutId(), plain("accepted"), plain("unknown"));
        assertThat(dead)
                .extracting(message -> attribute(message, "reason"))
                .containsExactlyInAnyOrder(
                        "the message is not well-formed JSON",
                        "the message names no application: id must be a text of 1 to 128 characters, not blank, without '#' and control characters",
                        "the application is ACCEPTED",
                        "the application does not exist");
        assertThat(dead).allSatisfy(message -> {
            assertThat(attribute(message, "exception"))
                    .isEqualTo("io.github.nannybooking.decline.UndeclinableException");
            assertThat(attribute(message, "originalMessageId")).isNotBlank().isNotEqualTo(message.messageId());
            assertThat(attribute(message, "attempts")).isIn("1", "2");
            assertThat(Long.parseLong(attribute(message, "failedOn")))
                    .isCloseTo(Instant.now().getEpochSecond(), within(60L));
            assertThat(message.messageAttributes()).hasSize(5);
        });
    }

    @Test
    void should_not_read_camel_headers_from_message_attributes() {
        table.putApplication(job, "a1", "PENDING", Map.of());

        queue.send(
                List.of(plain("a1"), "poison"),
                Map.of(
                        "CamelAwsSqsReceiptHandle", "forged",
                        "CamelAwsDdbOperation", "DeleteTable",
                        "CamelAwsSqsOperation", "purgeQueue",
                        "Authorization", "secret"));

        awaitQueueEmpty();
        assertThat(table.applicationStatus(job, "a1")).isEqualTo("DECLINED");
        assertThat(deadLetters.takeAll()).singleElement().satisfies(message -> assertThat(message.messageAttributes())
                .containsOnlyKeys("reason", "exception", "attempts", "failedOn", "originalMessageId"));
    }

    private String withoutId() {
        return "{\"jobId\":\"%s\"}".formatted(job);
    }

    private String plain(String id) {
        return "{\"id\":\"%s\",\"jobId\":\"%s\",\"jobApplicationStatus\":\"PENDING\",\"createdOn\":1795000000}"
                .formatted(id, job);
    }

    private static String attribute(Message message, String name) {
        return message.messageAttributes().get(name).stringValue();
    }

    private void awaitQueueEmpty() {
        await().atMost(Duration.ofSeconds(15)).until(() -> queue.size() == 0);
    }
}
