package io.github.nannybooking.testing;

import io.github.nannybooking.platform.sqs.SqsBatches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** A queue on the shared AWS. */
public final class TestQueue {

    private final SqsClient sqs;
    private final String url;

    public TestQueue(SqsClient sqs, String name) {
        this.sqs = sqs;
        this.url = sqs.getQueueUrl(queue -> queue.queueName(name)).queueUrl();
    }

    public String url() {
        return url;
    }

    /** Sends a decline for each of the job's applications. */
    public void sendDeclines(String jobId, List<String> applicationIds) {
        SqsBatches.of(applicationIds)
                .forEach(batch -> send(
                        batch.stream()
                                .map(id -> "{\"id\": \"%s\", \"jobId\": \"%s\"}".formatted(id, jobId))
                                .toList(),
                        Map.of()));
    }

    /** Sends up to ten messages in one request, so that a consumer may receive them in one batch. */
    public void send(List<String> bodies, Map<String, String> attributes) {
        Map<String, MessageAttributeValue> values = attributes.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(entry.getValue())
                        .build()));
        sqs.sendMessageBatch(batch -> batch.queueUrl(url)
                .entries(IntStream.range(0, bodies.size())
                        .mapToObj(i -> SendMessageBatchRequestEntry.builder()
                                .id(String.valueOf(i))
                                .messageBody(bodies.get(i))
                                .messageAttributes(values)
                                .build())
                        .toList()));
    }

    /** Sends a message that can not be received before {@code delay} is over. */
    public void sendDelayed(String body, Duration delay) {
        sqs.sendMessage(message -> message.queueUrl(url).messageBody(body).delaySeconds((int) delay.toSeconds()));
    }

    /** Receives this number of messages, up to ten, and leaves them in flight. */
    public void receive(int count) {
        sqs.receiveMessage(receive -> receive.queueUrl(url).maxNumberOfMessages(count));
    }

    /** Removes all messages, including those in flight or delayed. */
    public void purge() {
        sqs.purgeQueue(queue -> queue.queueUrl(url));
    }

    /** Receives and deletes the messages. */
    public List<Message> takeAll() {
        List<Message> all = new ArrayList<>();
        List<Message> some;
        do {
            some = sqs.receiveMessage(receive -> receive.queueUrl(url)
                            .maxNumberOfMessages(10)
                            .waitTimeSeconds(1)
                            .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                            .messageAttributeNames("All"))
                    .messages();
            some.forEach(message ->
                    sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle())));
            all.addAll(some);
        } while (!some.isEmpty());
        return all;
    }

    /** Returns the number of messages that wait or are in flight. */
    public int size() {
        Map<QueueAttributeName, String> attributes = sqs.getQueueAttributes(queue -> queue.queueUrl(url)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes();
        return attributes.values().stream().mapToInt(Integer::parseInt).sum();
    }
}
