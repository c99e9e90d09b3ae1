package io.github.nannybooking.decline;

import io.github.nannybooking.platform.correlation.CorrelationId;
import io.github.nannybooking.platform.sqs.SqsBatches;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

/**
 * Cuts declines into batches that SQS takes in one SendMessageBatch request: up to
 * {@value SqsBatches#MAX_ENTRIES} messages of {@value #MAX_BYTES} bytes together
 * (<a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html">SendMessageBatch</a>;
 * AWS takes more since 2025, but a queue may be set to less).
 */
public final class DeclineBatches {

    static final int MAX_BYTES = 262_144;

    private static final Logger LOG = LoggerFactory.getLogger(DeclineBatches.class);

    /** What the attribute with the correlation id takes of a message: its name, its type and its value. */
    private static final int ATTRIBUTE_BYTES =
            CorrelationId.NAME.length() + "String".length() + CorrelationId.MAX_LENGTH;

    /** The messages for {@code applications}, in batches; an item too large for a message is sent as its ids. */
    public List<List<String>> of(Collection<Map<String, AttributeValue>> applications) {
        List<List<String>> batches = new ArrayList<>();
        List<String> batch = List.of();
        int bytes = 0;
        for (Map<String, AttributeValue> application : applications) {
            String message = DeclineMessage.write(application);
            int size = size(message);
            if (size > MAX_BYTES) {
                message = DeclineMessage.writeIds(application);
                size = size(message);
            }
            if (batches.isEmpty() || batch.size() == SqsBatches.MAX_ENTRIES || bytes + size > MAX_BYTES) {
                batch = new ArrayList<>();
                batches.add(batch);
                bytes = 0;
            }
            batch.add(message);
            bytes += size;
        }
        return batches;
    }

    /**
     * The messages that SQS did not take: it answers 200 also when it took only some of a batch, and Camel's producer
     * does not look. Camel keeps the ids of a batch's entries to itself, so a message is known by its MD5, with which SQS
     * confirms what it took.
     */
    public List<String> refused(
            @ExchangeProperty("batch") List<String> batch, @Body SendMessageBatchResponse response) {
        Set<String> taken = response.successful().stream()
                .map(SendMessageBatchResultEntry::md5OfMessageBody)
                .collect(Collectors.toSet());
        List<String> refused =
                batch.stream().filter(message -> !taken.contains(md5(message))).toList();
        if (!refused.isEmpty()) {
            LOG.warn("SQS refused {} of {} declines: {}", refused.size(), batch.size(), response.failed());
        }
        return refused;
    }

    /**
     * How long to wait before a batch, or what was refused of it, is sent, in milliseconds: not at all before the first
     * attempt, then longer each time, and never as long as another instance.
     *
     * @param attempt from 0
     */
    public long pauseBefore(int attempt) {
        return attempt == 0 ? 0 : ThreadLocalRandom.current().nextLong(50, 100L << attempt);
    }

    private static String md5(String message) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(message.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int size(String message) {
        return message.getBytes(StandardCharsets.UTF_8).length + ATTRIBUTE_BYTES;
    }
}
