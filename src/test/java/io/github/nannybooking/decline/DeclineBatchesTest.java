package io.github.nannybooking.decline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

class DeclineBatchesTest {

    private final DeclineBatches batches = new DeclineBatches();

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "10, 1", "11, 2", "19, 2", "1000, 100"})
    void should_split_messages_into_batches_of_ten(int applications, int requests) {
        List<List<String>> cut = batches.of(applications(applications, 0));

        assertThat(cut).hasSize(requests).allSatisfy(batch -> assertThat(batch).hasSizeBetween(1, 10));
        assertThat(cut.stream().mapToInt(List::size).sum()).isEqualTo(applications);
    }

    @Test
    void should_keep_a_batch_within_the_limit_of_sqs() {
        List<List<String>> cut = batches.of(applications(10, 60_000));

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
        List<List<String>> cut = batches.of(applications(1, 300_000));

        assertThat(cut.get(0))
                .singleElement()
                .asString()
                .contains("\"id\":\"a0\"", "\"jobId\":\"j1\"")
                .hasSizeLessThan(50);
    }

    @Test
    void should_return_the_messages_that_sqs_refused() {
        SendMessageBatchResponse response = SendMessageBatchResponse.builder()
                .successful(taken("0cc175b9c0f1b6a831c399e269772661"), taken("4a8a08f09d37b73795649038408b5f33"))
                .failed(BatchResultErrorEntry.builder()
                        .id("x")
                        .code("InternalError")
                        .build())
                .build();

        assertThat(batches.rejected(List.of("a", "b", "c"), response)).containsExactly("b");
    }

    private static SendMessageBatchResultEntry taken(String md5) {
        return SendMessageBatchResultEntry.builder().md5OfMessageBody(md5).build();
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

    private static int bytes(List<String> batch) {
        return batch.stream()
                .mapToInt(message -> message.getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }

    private static List<Map<String, AttributeValue>> applications(int count, int padding) {
        return IntStream.range(0, count)
                .mapToObj(i -> Map.of(
                        "id", AttributeValue.fromS("a" + i),
                        "jobId", AttributeValue.fromS("j1"),
                        "letter", AttributeValue.fromS("é".repeat(padding / 2))))
                .toList();
    }
}
