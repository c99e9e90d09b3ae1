package io.github.nannybooking.decline;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/**
 * Cuts declines into batches that SQS takes in one SendMessageBatch request: up to {@value #MAX_MESSAGES} messages of
 * {@value #MAX_BYTES} bytes together
 * (<a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html">SendMessageBatch</a>;
 * AWS takes more since 2025, but a queue may be set to less).
 */
public final class DeclineBatches {

    static final int MAX_MESSAGES = 10;
    static final int MAX_BYTES = 262_144;

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
            if (batches.isEmpty() || batch.size() == MAX_MESSAGES || bytes + size > MAX_BYTES) {
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
     * SQS answers 200 also when it took only some of the messages, and Camel's producer does not look.
     *
     * @throws DeclinesRefusedException if a message was refused
     */
    public void requireAllSent(SendMessageBatchResponse response) {
        if (!response.failed().isEmpty()) {
            throw new DeclinesRefusedException(
                    response.failed().stream().map(BatchResultErrorEntry::code).toList());
        }
    }

    private static int size(String message) {
        return message.getBytes(StandardCharsets.UTF_8).length;
    }
}
