package io.github.nannybooking.faileddecline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.table.FailedDeclineKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class BigMessageTest {

    private static final FailedDeclineKey KEY = new FailedDeclineKey("9ddd9c83-a841-3594-a70c-950f3022f03c");

    /** The largest message of SQS. */
    private static final int MAX_MESSAGE = 1_048_576;

    @Test
    void should_count_bytes_not_characters() {
        assertThat(BigMessage.of("x".repeat(BigMessage.MAX_IN_ITEM))).isEmpty();
        assertThat(BigMessage.of("x".repeat(BigMessage.MAX_IN_ITEM + 1))).isPresent();
        assertThat(BigMessage.of("\u4e2d".repeat(BigMessage.MAX_IN_ITEM / 3))).isEmpty();
        assertThat(BigMessage.of("\u4e2d".repeat(BigMessage.MAX_IN_ITEM / 3 + 1)))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {BigMessage.MAX_IN_ITEM + 1, BigMessage.MAX_IN_ITEM + 2, BigMessage.MAX_IN_ITEM + 3, MAX_MESSAGE})
    void should_keep_all_bytes_in_items_that_dynamo_db_accepts(int size) {
        BigMessage message = BigMessage.of("\ud83d\ude00".repeat(size / 4) + "x".repeat(size % 4))
                .orElseThrow();

        List<Map<String, AttributeValue>> items = message.toItems(KEY);

        assertThat(items).hasSize(3).allSatisfy(item -> assertThat(
                        item.get("bytes").b().asByteArray())
                .hasSizeBetween(1, 400_000));
        assertThat(BigMessage.read(items, size).orElseThrow().text()).isEqualTo(message.text());
    }

    @Test
    void should_not_read_a_message_of_which_a_part_is_missing_or_odd() {
        List<Map<String, AttributeValue>> items =
                BigMessage.of("x".repeat(100_000)).orElseThrow().toItems(KEY);

        assertThat(BigMessage.read(List.of(items.get(0), Map.of(), items.get(2)), 100_000))
                .isEmpty();
        assertThat(BigMessage.read(
                        List.of(items.get(0), Map.of("bytes", AttributeValue.fromS("x")), items.get(2)), 100_000))
                .isEmpty();
    }

    @Test
    void should_show_whole_characters() {
        BigMessage message = BigMessage.of("\ud83d\ude00".repeat(50_000)).orElseThrow();

        assertThat(message.shown())
                .isEqualTo(
                        "\ud83d\ude00".repeat(1_000) + "… (cut after 1000 characters; a retry sends all 200000 bytes)");
    }
}
