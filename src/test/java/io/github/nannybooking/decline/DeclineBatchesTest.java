package io.github.nannybooking.decline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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

class DeclineBatchesTest {

    private final DeclineBatches batches = new DeclineBatches();

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "10, 1", "11, 2", "19, 2", "1000, 100"})
    void should_cut_into_batches_of_ten(int applications, int requests) {
        List<List<String>> cut = batches.of(applications(applications, 0));

        assertThat(cut).hasSize(requests).allSatisfy(batch -> assertThat(batch).hasSizeBetween(1, 10));
        assertThat(cut.stream().mapToInt(List::size).sum()).isEqualTo(applications);
    }

    @Test
    void should_keep_a_batch_within_what_sqs_takes() {
        List<List<String>> cut = batches.of(applications(10, 60_000));

        assertThat(cut).hasSize(3).allSatisfy(batch -> assertThat(bytes(batch))
                .isLessThanOrEqualTo(DeclineBatches.MAX_BYTES));
        assertThat(cut.stream().mapToInt(List::size).sum()).isEqualTo(10);
    }

    @Test
    void should_send_an_item_that_is_too_large_as_its_ids() {
        List<List<String>> cut = batches.of(applications(1, 300_000));

        assertThat(cut.get(0))
                .singleElement()
                .asString()
                .contains("\"id\":\"a0\"", "\"jobId\":\"j1\"")
                .hasSizeLessThan(50);
    }

    @Test
    void should_notice_a_message_that_sqs_refused() {
        BatchResultErrorEntry refused =
                BatchResultErrorEntry.builder().id("0").code("InternalError").build();

        assertThatCode(() -> batches.requireAllSent(
                        SendMessageBatchResponse.builder().build()))
                .doesNotThrowAnyException();
        assertThatExceptionOfType(DeclinesRefusedException.class)
                .isThrownBy(() -> batches.requireAllSent(
                        SendMessageBatchResponse.builder().failed(refused).build()))
                .satisfies(thrown -> assertThat(thrown.problem().status()).isEqualTo(503))
                .withMessageContaining("not every decline is queued yet (SQS refused 1: InternalError)");
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
