package io.github.nannybooking.faileddecline;

import io.github.nannybooking.table.Attributes;
import io.github.nannybooking.table.FailedDeclineKey;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A message that is too big for the item of its failed decline. Three more items keep its bytes, as SQS accepts
 * <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html">1 MiB</a> and an
 * item holds
 * <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html">400 KB</a>. They are in no
 * index, so that no list reads them. They are written and deleted in the transaction that writes and deletes the failed
 * decline: there is never one without the other.
 */
record BigMessage(byte[] bytes) {

    /** Indexes copy the item of a failed decline, and each list reads it. */
    static final int MAX_IN_ITEM = 65_536;

    private static final int PARTS = 3;
    private static final int SHOWN_CHARACTERS = 1_000;
    private static final String BYTES = "bytes";

    /** Empty if the item of the failed decline can keep the message. */
    static Optional<BigMessage> of(String message) {
        // in UTF-8, a character may take three bytes
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        return bytes.length > MAX_IN_ITEM ? Optional.of(new BigMessage(bytes)) : Optional.empty();
    }

    /** The beginning of the message, with a sign that it is cut. */
    String shown() {
        String text = text();
        int end = text.offsetByCodePoints(0, Math.min(SHOWN_CHARACTERS, text.codePointCount(0, text.length())));
        return "%s… (cut after %d characters; a retry sends all %d bytes)"
                .formatted(text.substring(0, end), SHOWN_CHARACTERS, bytes.length);
    }

    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    List<Map<String, AttributeValue>> toItems(FailedDeclineKey key) {
        int size = (bytes.length + PARTS - 1) / PARTS;
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        for (Map<String, AttributeValue> partKey : keys(key)) {
            int from = items.size() * size;
            Map<String, AttributeValue> item = new HashMap<>(partKey);
            item.put(
                    BYTES,
                    AttributeValue.fromB(SdkBytes.fromByteArray(
                            Arrays.copyOfRange(bytes, from, Math.min(from + size, bytes.length)))));
            items.add(item);
        }
        return items;
    }

    static List<Map<String, AttributeValue>> keys(FailedDeclineKey key) {
        return IntStream.rangeClosed(1, PARTS).mapToObj(key::toPartKey).toList();
    }

    /** The message of which these are the {@link #toItems items}; empty if another program has changed or deleted one. */
    static Optional<BigMessage> read(List<Map<String, AttributeValue>> items, long size) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        items.stream()
                .map(item -> new Attributes(item).bytes(BYTES))
                .filter(part -> part != null)
                .forEach(all::writeBytes);
        return all.size() == size ? Optional.of(new BigMessage(all.toByteArray())) : Optional.empty();
    }
}
