package io.github.nannybooking.decline;

import io.github.nannybooking.platform.correlation.CorrelationId;
import io.github.nannybooking.platform.sqs.MessageGroups;
import io.github.nannybooking.platform.sqs.SqsBatches;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
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
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

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

    /** Returns the declines of {@code applications} in batches. The message of an item that is too large contains only its ids. */
    public List<List<Decline>> of(Collection<Map<String, AttributeValue>> applications) {
        List<List<Decline>> batches = new ArrayList<>();
        List<Decline> batch = List.of();
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
            batch.add(Decline.of(application, message));
            bytes += size;
        }
        return batches;
    }

    /**
     * Returns the request that sends a batch. Camel's producer would send all messages of a batch with the same
     * deduplication id, and it sends such a request unchanged.
     *
     * @param correlationId of the request for which the declines are sent; null if unknown
     * @param queue         the name or the URL of the queue
     */
    public SendMessageBatchRequest request(List<Decline> batch, String correlationId, String queue) {
        Map<String, MessageAttributeValue> attributes = correlationId == null
                ? Map.of()
                : Map.of(
                        CorrelationId.NAME,
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue(correlationId)
                                .build());
        return SendMessageBatchRequest.builder()
                .queueUrl(queue)
                .entries(SqsBatches.entries(batch, (id, decline) -> SendMessageBatchRequestEntry.builder()
                        .id(id)
                        .messageBody(decline.body())
                        .messageAttributes(attributes)
                        .messageGroupId(decline.group())
                        .messageDeduplicationId(MessageGroups.isFifo(queue) ? decline.deduplicationId() : null)
                        .build()))
                .build();
    }

    /**
     * Returns the declines that SQS rejected. SQS returns 200 also if it accepted only a part of a batch, and Camel's producer
     * does not check it.
     */
    public List<Decline> rejected(
            @ExchangeProperty("batch") List<Decline> batch, @Body SendMessageBatchResponse response) {
        Set<Decline> accepted = response.successful().stream()
                .map(entry -> SqsBatches.elementOf(batch, entry.id()))
                .collect(Collectors.toSet());
        List<Decline> rejected =
                batch.stream().filter(decline -> !accepted.contains(decline)).toList();
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

    private static int size(String message) {
        return message.getBytes(StandardCharsets.UTF_8).length + ATTRIBUTE_BYTES;
    }
}
