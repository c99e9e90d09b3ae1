package io.github.nannybooking.decline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.table.ApplicationKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

class DeclineBatchesTest {

    private final DeclineBatches batches = new DeclineBatches();

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "10, 1", "11, 2", "19, 2", "1000, 100"})
    void should_split_messages_into_batches_of_ten(int applications, int requests) {
        List<List<Decline>> cut = batches.of(applications(applications, 0));

        assertThat(cut).hasSize(requests).allSatisfy(batch -> assertThat(batch).hasSizeBetween(1, 10));
        assertThat(cut.stream().mapToInt(List::size).sum()).isEqualTo(applications);
    }

    @Test
    void should_keep_a_batch_within_the_limit_of_sqs() {
        List<List<Decline>> cut = batches.of(applications(10, 60_000));

        assertThat(cut).hasSize(3).allSatisfy(batch -> assertThat(bytes(batch))
                .isLessThanOrEqualTo(DeclineBatches.MAX_BYTES));
        assertThat(cut.stream().mapToInt(List::size).sum()).isEqualTo(10);
    }

    @Test
    void should_reserve_space_for_the_correlation_ids() {
        assertThat(batches.of(applications(4, 65_400)))
                .extracting(List::size)
                .as("without 147 bytes for each, 4 would fit")
                .containsExactly(3, 1);
    }

    @Test
    void should_send_only_the_ids_of_an_item_that_is_too_large() {
        List<List<Decline>> cut = batches.of(applications(1, 300_000));

        assertThat(cut.get(0))
                .singleElement()
                .extracting(Decline::body)
                .asString()
                .contains("\"id\":\"a0\"", "\"jobId\":\"j1\"")
                .hasSizeLessThan(50);
    }

    @Test
    void should_return_the_declines_that_sqs_rejected() {
        List<Decline> batch = batches.of(applications(3, 0)).get(0);
        SendMessageBatchResponse response = SendMessageBatchResponse.builder()
                .successful(accepted("0"), accepted("2"))
                .failed(BatchResultErrorEntry.builder()
                        .id("1")
                        .code("InternalError")
                        .build())
                .build();

        List<Decline> rejected = batches.rejected(batch, response);

        assertThat(rejected).containsExactly(batch.get(1));
        assertThat(batches.request(rejected, null, "Declines").entries())
                .singleElement()
                .satisfies(entry ->
                        assertThat(entry.messageBody()).isEqualTo(batch.get(1).body()));
    }

    private static SendMessageBatchResultEntry accepted(String id) {
        return SendMessageBatchResultEntry.builder().id(id).build();
    }

    @Test
    void should_send_each_decline_in_the_group_of_its_job_with_the_correlation_id() {
        SendMessageBatchRequest request =
                batches.request(batches.of(applications(3, 0)).get(0), "c1", "Declines");

        assertThat(request.queueUrl()).isEqualTo("Declines");
        assertThat(request.entries())
                .extracting(SendMessageBatchRequestEntry::id)
                .containsExactly("0", "1", "2");
        assertThat(request.entries()).allSatisfy(entry -> {
            assertThat(entry.messageGroupId()).isEqualTo("j1");
            assertThat(entry.messageDeduplicationId()).isNull();
            assertThat(entry.messageAttributes()).containsOnlyKeys("correlationId");
            assertThat(entry.messageAttributes().get("correlationId").stringValue())
                    .isEqualTo("c1");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Declines.fifo", "https://sqs.us-east-1.amazonaws.com/000000000000/Declines.fifo"})
    void should_send_the_same_deduplication_id_for_the_same_application_to_a_fifo_queue(String queue) {
        assertThat(deduplicationIds(queue, item("j1", "a1"), item("j1", "a2"), item("j2", "a1")))
                .containsExactly("j1#a1", "j1#a2", "j2#a1");
        assertThat(deduplicationIds(queue, item("é".repeat(128), "a".repeat(128)), item("é".repeat(128), "b")))
                .isEqualTo(deduplicationIds(queue, item("é".repeat(128), "a".repeat(128)), item("é".repeat(128), "b")))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[!-~]{1,128}"));
    }

    @Test
    void should_send_an_item_without_the_key_of_an_application_in_a_group_of_its_own() {
        Map<String, AttributeValue> strange = Map.of("PK", AttributeValue.fromS("no application"));

        assertThat(batches.of(List.of(strange)).get(0)).singleElement().satisfies(decline -> {
            assertThat(decline.group()).matches("[!-~]{1,128}");
            assertThat(decline.deduplicationId()).matches("[!-~]{1,128}");
        });
    }

    @SafeVarargs
    private List<String> deduplicationIds(String queue, Map<String, AttributeValue>... items) {
        return batches.request(batches.of(List.of(items)).get(0), "c1", queue).entries().stream()
                .map(SendMessageBatchRequestEntry::messageDeduplicationId)
                .toList();
    }

    private static Map<String, AttributeValue> item(String jobId, String applicationId) {
        return new ApplicationKey(jobId, applicationId).toItemKey();
    }

    @Test
    void should_not_wait_before_the_first_attempt_and_wait_longer_before_each_further_one() {
        assertThat(batches.pauseBefore(0)).isZero();
        assertThat(IntStream.range(0, 100).mapToLong(i -> batches.pauseBefore(1)))
                .allMatch(ms -> ms >= 50 && ms < 200);
        assertThat(IntStream.range(0, 100).mapToLong(i -> batches.pauseBefore(2)))
                .allMatch(ms -> ms >= 50 && ms < 400)
                .anyMatch(ms -> ms >= 200);
    }

    private static int bytes(List<Decline> batch) {
        return batch.stream()
                .mapToInt(decline -> decline.body().getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }

    private static List<Map<String, AttributeValue>> applications(int count, int padding) {
        return IntStream.range(0, count)
                .mapToObj(i -> Map.of(
                        "id", AttributeValue.fromS("a" + i),
                        "jobId", AttributeValue.fromS("j1"),
                        "PK", AttributeValue.fromS("JOB#j1#APPLICATION#a" + i),
                        "letter", AttributeValue.fromS("é".repeat(padding / 2))))
                .toList();
    }
}
