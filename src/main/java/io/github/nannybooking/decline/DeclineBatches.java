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
 * Splits declines into batches for SendMessageBatch requests: up to
 * {@value SqsBatches#MAX_ENTRIES} messages of {@value #MAX_BYTES} bytes together
 * (<a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html">SendMessageBatch</a>;
 * AWS accepts more since 2025, but a queue may have a lower limit).
 */
public final class DeclineBatches {

    static final int MAX_BYTES = 262_144;

    private static final Logger LOG = LoggerFactory.getLogger(DeclineBatches.class);

    /** The size of the message attribute with the correlation id: its name, type and value. */
    private static final int ATTRIBUTE_BYTES =
            CorrelationId.NAME.length() + "String".length() + CorrelationId.MAX_LENGTH;

    /** Returns the messages for {@code applications} in batches. The message of an item that is too large contains only its ids. */
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
     * Returns the messages that SQS rejected. SQS returns 200 also if it accepted only a part of a batch, and Camel's producer
     * does not check it. Camel does not expose the ids of the batch entries, so the MD5 in the response identifies an
     * accepted message.
     */
    public List<String> rejected(
            @ExchangeProperty("batch") List<String> batch, @Body SendMessageBatchResponse response) {
        Set<String> accepted = response.successful().stream()
                .map(SendMessageBatchResultEntry::md5OfMessageBody)
                .collect(Collectors.toSet());
        List<String> rejected = batch.stream()
                .filter(message -> !accepted.contains(md5(message)))
                .toList();
        if (!rejected.isEmpty()) {
            LOG.warn("SQS rejected {} of {} declines: {}", rejected.size(), batch.size(), response.failed());
        }
        return rejected;
    }

    /**
     * Returns the delay before an attempt to send a batch, in milliseconds: 0 before the first attempt, then exponential
     * backoff with jitter.
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
