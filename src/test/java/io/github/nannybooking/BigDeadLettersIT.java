package io.github.nannybooking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.testing.LogLines;
import io.github.nannybooking.testing.Marketplace;
import io.github.nannybooking.testing.TestApp;
import io.github.nannybooking.testing.TestAws;
import io.github.nannybooking.testing.TestTable;
import io.github.nannybooking.testing.faults.Fault;
import io.github.nannybooking.testing.faults.FaultProxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.Message;

/** Tests dead letters that are bigger than an item of the table: SQS accepts 1 MiB, DynamoDB 400 KB. */
class BigDeadLettersIT {

    private static final Marketplace MARKET = Marketplace.create();

    private static FaultProxy toDynamoDb;
    private static TestApp app;

    private final TestTable table = MARKET.table();
    private final String job = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        toDynamoDb = new FaultProxy(TestAws.shared().dynamoDbEndpoint()).open();
        app = TestApp.start(
                MARKET.resources(),
                Map.of("booking.parking.retry-delay", "1", "booking.aws.attempts", "1"),
                toDynamoDb.endpoint(),
                TestAws.shared().sqsEndpoint());
    }

    @AfterAll
    static void stop() {
        app.close();
        toDynamoDb.close();
    }

    @AfterEach
    void startConsumer() throws Exception {
        app.startRoute("decline-applications");
    }

    private enum Letter {
        REPEATED(() -> "x".repeat(450_000)),
        RANDOM(() -> random(1_000_000)),
        NOT_ASCII(() -> "\u00e9\u4e2d\ud83d\ude00".repeat(100_000));

        private final Supplier<String> text;

        Letter(Supplier<String> text) {
            this.text = text;
        }
    }

    @ParameterizedTest
    @EnumSource
    void should_park_list_and_retry_a_big_dead_letter(Letter letter) throws Exception {
        String message = message(letter.text.get());
        try (LogLines notices = new LogLines("notify-failed")) {
            MARKET.queue().send(List.of(message), Map.of());

            JsonNode listed = awaitFailedDecline();
            assertThat(listed.has("body")).isFalse();
            assertThat(listed.get("reason").asText()).isEqualTo("the application does not exist");
            await().until(() -> MARKET.deadLetters().size() == 0);
            assertThat(notices.all()).filteredOn(line -> line.contains(job)).hasSize(1);
        }
        int bytes = message.getBytes(StandardCharsets.UTF_8).length;
        JsonNode shown =
                json(app.caller().get("/failed-declines/" + failedDecline()).body());
        assertThat(shown.get("bodyBytes").intValue()).isEqualTo(bytes);
        assertThat(shown.get("body").asText())
                .hasSizeLessThan(3_000)
                .startsWith(message.substring(0, 500))
                .endsWith("… (cut after 1000 characters; a retry sends all %d bytes)".formatted(bytes));

        app.stopRoute("decline-applications");
        retry();

        assertThat(MARKET.queue().takeAll()).extracting(Message::body).containsExactly(message);
        assertThat(table.items()).isEmpty();
    }

    @Test
    void should_leave_no_item_of_a_big_failed_decline_that_is_removed() throws Exception {
        MARKET.queue().send(List.of(message(random(500_000))), Map.of());
        awaitFailedDecline();
        assertThat(table.items()).hasSize(4);

        remove();
    }

    private void remove() throws Exception {
        assertThat(app.caller()
                        .delete("/failed-declines/" + failedDecline() + "?by=ops&reason=test")
                        .statusCode())
                .isEqualTo(204);
        assertThat(table.items()).isEmpty();
    }

    @Test
    void should_replace_an_older_failure_by_a_smaller_or_a_bigger_one() throws Exception {
        app.stopRoute("decline-applications");
        parkAs(1_795_000_100, message("small"));
        parkAs(1_795_000_200, message(random(400_000)));
        String newest = message("smaller");
        parkAs(1_795_000_300, newest);

        assertThat(json(app.caller().get("/failed-declines/" + failedDecline()).body())
                        .get("body")
                        .asText())
                .isEqualTo(newest);
        retry();

        assertThat(MARKET.queue().takeAll()).extracting(Message::body).containsExactly(newest);
        assertThat(table.items()).isEmpty();
    }

    private void parkAs(long failedOn, String message) throws Exception {
        MARKET.deadLetters().send(List.of(message), Map.of("failedOn", String.valueOf(failedOn)));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> awaitFailedDecline().get("lastFailedOn").longValue() == failedOn);
    }

    @ParameterizedTest
    @EnumSource(names = {"REFUSE", "RESET", "LOSE_ANSWER"})
    void should_park_a_big_dead_letter_whose_parking_was_interrupted(Fault fault) throws Exception {
        String message = message(random(900_000));
        toDynamoDb.inject(fault, "TransactWriteItems", 1);
        MARKET.deadLetters().send(List.of(message), Map.of());

        awaitFailedDecline();
        await().atMost(Duration.ofSeconds(30)).until(() -> MARKET.deadLetters().size() == 0);
        assertThat(table.items()).hasSize(4);
        app.stopRoute("decline-applications");
        retry();

        assertThat(MARKET.queue().takeAll()).extracting(Message::body).containsExactly(message);
        assertThat(table.items()).isEmpty();
    }

    @Test
    void should_not_retry_a_big_message_whose_parts_another_program_deleted() throws Exception {
        MARKET.deadLetters().send(List.of(message(random(400_000))), Map.of());
        awaitFailedDecline();
        Map<String, AttributeValue> part = table.items().stream()
                .filter(item -> item.containsKey("bytes"))
                .findFirst()
                .orElseThrow();
        TestAws.shared().dynamoDb().deleteItem(delete -> delete.tableName(
                        MARKET.resources().table())
                .key(Map.of("PK", part.get("PK"), "SK", part.get("SK"))));

        assertThat(app.caller()
                        .post("/failed-declines/" + failedDecline() + "/retry")
                        .statusCode())
                .isEqualTo(500);
        assertThat(MARKET.queue().size()).isZero();
        assertThat(table.failedDeclines()).hasSize(1);
        remove();
    }

    private void retry() throws Exception {
        assertThat(app.caller()
                        .post("/failed-declines/" + failedDecline() + "/retry")
                        .statusCode())
                .isEqualTo(202);
    }

    private String failedDecline() throws Exception {
        return awaitFailedDecline().get("id").asText();
    }

    /** The only failed decline of the job. */
    private JsonNode awaitFailedDecline() throws Exception {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !table.failedDeclines().isEmpty());
        JsonNode listed =
                json(app.caller().get("/failed-declines?jobId=" + job).body()).get("failedDeclines");
        assertThat(listed).hasSize(1);
        return listed.get(0);
    }

    private String message(String letter) {
        return "{\"id\": \"gone\", \"jobId\": \"%s\", \"letter\": \"%s\"}".formatted(job, letter);
    }

    /** A text that can't be compressed much. */
    private static String random(int length) {
        byte[] bytes = new byte[length * 3 / 4];
        new Random(length).nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }
}
