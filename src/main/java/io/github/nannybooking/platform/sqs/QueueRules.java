package io.github.nannybooking.platform.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * What the attributes of the queues must be, so that the settings do what they say. Each method returns a sentence for each
 * attribute that is not: what is wrong, what follows, what to do, and the page of AWS. An attribute that SQS does not return
 * counts as right, except for the redrive policy.
 */
final class QueueRules {

    private static final String GUIDE =
            "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/%s.html";
    private static final String DEAD_LETTER_QUEUES = GUIDE.formatted("sqs-dead-letter-queues");
    private static final String CONFIGURE_DEAD_LETTER_QUEUE = GUIDE.formatted("sqs-configure-dead-letter-queue");
    private static final String VISIBILITY_TIMEOUT = GUIDE.formatted("sqs-visibility-timeout");
    private static final String QUEUE_PARAMETERS = GUIDE.formatted("sqs-configure-queue-parameters");
    private static final String MESSAGE_QUOTAS = GUIDE.formatted("quotas-messages");
    private static final String PERMISSIONS = GUIDE.formatted("sqs-api-permissions-reference");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private QueueRules() {}

    /** Compares a queue with its settings. */
    static Stream<String> ofQueue(QueueSettings settings, QueueAttributes queue) {
        return Stream.of(permission(queue), visibilityTimeout(queue), retention(settings, queue))
                .flatMap(Optional::stream);
    }

    private static Optional<String> permission(QueueAttributes queue) {
        return queue == QueueAttributes.NOT_PERMITTED
                ? Optional.of("its attributes can't be compared with the settings: grant sqs:GetQueueAttributes (%s)"
                        .formatted(PERMISSIONS))
                : Optional.empty();
    }

    /** SQS hides a message for this time from other consumers if a receive does not name its own. */
    private static Optional<String> visibilityTimeout(QueueAttributes queue) {
        return queue.number(QueueAttributeName.VISIBILITY_TIMEOUT)
                .filter(timeout -> timeout == 0)
                .map(zero -> ("its visibility timeout is 0 s: other receivers, such as the AWS console, do not hide a"
                                + " message, so that it is processed twice; set some seconds (%s)")
                        .formatted(VISIBILITY_TIMEOUT));
    }

    private static Optional<String> retention(QueueSettings settings, QueueAttributes queue) {
        int attempts = settings.deadLetterQueue().isPresent() ? settings.attempts() : 1;
        Duration retries = settings.retryDelay().doubled(attempts).multipliedBy(attempts);
        return queue.number(QueueAttributeName.MESSAGE_RETENTION_PERIOD)
                .filter(retention -> retention < retries.toSeconds())
                .map(retention ->
                        ("its message retention period is %d s, but the delays of %s may take %d s: SQS deletes"
                                        + " a message before its last attempt; raise the period or lower the delays (%s)")
                                .formatted(retention, settings.name(), retries.toSeconds(), QUEUE_PARAMETERS));
    }

    /** Compares the redrive policy of a queue with its settings. */
    static Stream<String> ofRedrive(
            QueueSettings settings, QueueAttributes queue, String deadLetterQueue, QueueAttributes deadLetters) {
        if (queue == QueueAttributes.NOT_PERMITTED) {
            return Stream.empty();
        }
        Optional<JsonNode> policy = queue.text(QueueAttributeName.REDRIVE_POLICY)
                .filter(text -> !text.isEmpty())
                .map(QueueRules::parse);
        if (policy.isEmpty()) {
            return Stream.of(
                    ("it has no redrive policy: a message that ends the process of its receiver is received until"
                                    + " its retention ends; set one to %s with a maxReceiveCount of %d or more (%s)")
                            .formatted(deadLetterQueue, settings.attempts(), CONFIGURE_DEAD_LETTER_QUEUE));
        }
        String target = policy.get().path("deadLetterTargetArn").asText();
        int receives = policy.get().path("maxReceiveCount").asInt();
        Optional<String> otherTarget = deadLetters
                .text(QueueAttributeName.QUEUE_ARN)
                .filter(arn -> !arn.equals(target))
                .map(arn -> ("its redrive policy names %s, but %s.dead-letter-queue is %s: the application does not see"
                                + " what SQS moves; make them the same (%s)")
                        .formatted(target, settings.name(), arn, CONFIGURE_DEAD_LETTER_QUEUE));
        Optional<String> tooFewReceives = Optional.of(receives)
                .filter(count -> count < settings.attempts())
                .map(count ->
                        ("its maxReceiveCount is %d, but %s.attempts=%d: SQS moves a message before the application"
                                        + " can say why it failed; raise maxReceiveCount or lower the attempts (%s)")
                                .formatted(count, settings.name(), settings.attempts(), DEAD_LETTER_QUEUES));
        return Stream.of(otherTarget, tooFewReceives).flatMap(Optional::stream);
    }

    /** Malformed JSON, which SQS does not accept, names no queue. */
    private static JsonNode parse(String policy) {
        try {
            return MAPPER.readTree(policy);
        } catch (JsonProcessingException e) {
            return MAPPER.missingNode();
        }
    }

    /** Compares a dead letter queue with its queue. */
    static Stream<String> ofDeadLetterQueue(QueueAttributes deadLetters, String queueName, QueueAttributes queue) {
        Optional<String> retention = pair(deadLetters, queue, QueueAttributeName.MESSAGE_RETENTION_PERIOD)
                .filter(periods -> periods.own() <= periods.ofQueue())
                .map(periods -> ("its message retention period is %d s, not longer than that of %s: SQS counts from the"
                                + " first send of a message that it moves, and deletes it soon; raise the period (%s)")
                        .formatted(periods.own(), queueName, DEAD_LETTER_QUEUES));
        Optional<String> size = pair(deadLetters, queue, QueueAttributeName.MAXIMUM_MESSAGE_SIZE)
                .filter(sizes -> sizes.own() < sizes.ofQueue())
                .map(sizes ->
                        ("its maximum message size is %d bytes, less than that of %s: the application can't send a"
                                        + " bigger message to it; raise it (%s)")
                                .formatted(sizes.own(), queueName, MESSAGE_QUOTAS));
        return Stream.of(permission(deadLetters), retention, size).flatMap(Optional::stream);
    }

    private record Pair(int own, int ofQueue) {}

    private static Optional<Pair> pair(QueueAttributes deadLetters, QueueAttributes queue, QueueAttributeName name) {
        return deadLetters.number(name).flatMap(own -> queue.number(name).map(ofQueue -> new Pair(own, ofQueue)));
    }
}
