package io.github.nannybooking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.testing.Marketplace;
import io.github.nannybooking.testing.Resources;
import io.github.nannybooking.testing.TestApp;
import io.github.nannybooking.testing.TestAws;
import io.github.nannybooking.testing.TestQueue;
import io.github.nannybooking.testing.TestTable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Tests all steps of a decline on FIFO queues, of which one is named by its URL. */
class FifoQueuesIT {

    private static final Duration SETTLED = Duration.ofSeconds(60);

    private final SqsClient sqs = TestAws.shared().sqs();
    private final TestTable table;
    private final TestQueue deadLetters = createFifoQueue(Map.of(QueueAttributeName.FIFO_QUEUE, "true"));
    private final TestQueue queue = createFifoQueue(Map.of(
            QueueAttributeName.FIFO_QUEUE,
            "true",
            QueueAttributeName.REDRIVE_POLICY,
            "{\"deadLetterTargetArn\": \"%s\", \"maxReceiveCount\": 5}".formatted(arnOf(deadLetters))));
    private final TestApp app;
    private final String job = UUID.randomUUID().toString();

    FifoQueuesIT() {
        Marketplace market = Marketplace.create();
        table = market.table();
        app = TestApp.start(
                new Resources(market.resources().table(), queue.url(), nameOf(deadLetters)),
                Map.of("booking.decline.batch-size", "10", "booking.reconcile.interval", "1"));
        table.putJob("maria", job);
        table.putApplications(
                job, IntStream.rangeClosed(0, 12).mapToObj(i -> "a" + i).toList(), Map.of());
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void should_decline_all_other_applications() throws Exception {
        assertThat(app.caller().book("maria", job, "a0").statusCode()).isEqualTo(200);

        awaitDeclined(12);
        await().until(() -> queue.size() == 0);
    }

    @Test
    void should_park_a_dead_letter_and_deliver_its_retry_within_the_deduplication_interval_of_the_first_send()
            throws Exception {
        app.stopRoute("decline-applications");
        app.caller().book("maria", job, "a0");
        table.putApplication(job, "a7", "ACCEPTED", Map.of());
        app.startRoute("decline-applications");

        await().atMost(SETTLED).until(() -> table.failedDeclines().size() == 1);
        awaitDeclined(11);
        Map<String, AttributeValue> failed = table.failedDeclines().get(0);
        assertThat(failed.get("reason").s()).isEqualTo("the application is ACCEPTED");

        table.putApplication(job, "a7", "PENDING", Map.of());
        assertThat(app.caller()
                        .post("/failed-declines/" + failed.get("id").s() + "/retry")
                        .statusCode())
                .isEqualTo(202);

        awaitDeclined(12);
        assertThat(table.failedDeclines()).isEmpty();
        await().until(() -> queue.size() == 0 && deadLetters.size() == 0);
    }

    @Test
    void should_send_a_decline_once_when_the_same_booking_is_sent_again() throws Exception {
        app.stopRoute("decline-applications");

        app.caller().book("maria", job, "a0");
        app.caller().book("maria", job, "a0");

        List<Message> messages = queue.takeAll();
        assertThat(messages).hasSize(12).allSatisfy(message -> {
            assertThat(message.messageAttributes()).containsOnlyKeys("correlationId");
            assertThat(message.attributes()).containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, job);
        });
        assertThat(messages)
                .extracting(message -> message.attributes().get(MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 12)
                        .mapToObj(i -> job + "#a" + i)
                        .toList());
    }

    @Test
    void should_send_a_dead_letter_for_each_message_in_the_group_of_the_message() throws Exception {
        app.stopRoute("park-dead-letters");

        send("poison", "another-job");
        send("poison", "another-job");

        await().atMost(SETTLED).until(() -> deadLetters.size() == 2);
        assertThat(deadLetters.takeAll()).allSatisfy(deadLetter -> {
            assertThat(deadLetter.body()).isEqualTo("poison");
            assertThat(deadLetter.messageAttributes().get("reason").stringValue())
                    .isEqualTo("the message is not well-formed JSON");
            assertThat(deadLetter.attributes())
                    .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "another-job");
        });
    }

    @Test
    void should_report_the_queues() throws Exception {
        JsonNode report =
                new ObjectMapper().readTree(app.caller().get("/queues").body());

        assertThat(report.findValuesAsText("name")).containsExactly(nameOf(queue), nameOf(deadLetters));
    }

    /** Sends a message of another program, with a new deduplication id. */
    private void send(String body, String group) {
        sqs.sendMessage(message -> message.queueUrl(queue.url())
                .messageBody(body)
                .messageGroupId(group)
                .messageDeduplicationId(UUID.randomUUID().toString()));
    }

    private void awaitDeclined(long applications) {
        await().atMost(SETTLED)
                .until(() -> table.applicationsByStatus(job).getOrDefault("DECLINED", 0L) == applications);
    }

    private TestQueue createFifoQueue(Map<QueueAttributeName, String> attributes) {
        String name = UUID.randomUUID() + ".fifo";
        sqs.createQueue(queue -> queue.queueName(name).attributes(attributes));
        return new TestQueue(sqs, name);
    }

    private String arnOf(TestQueue of) {
        return sqs.getQueueAttributes(queue -> queue.queueUrl(of.url()).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
    }

    private static String nameOf(TestQueue queue) {
        return queue.url().substring(queue.url().lastIndexOf('/') + 1);
    }
}
