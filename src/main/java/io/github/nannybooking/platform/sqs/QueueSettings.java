package io.github.nannybooking.platform.sqs;

import io.github.nannybooking.platform.aws.ExponentialDelay;
import io.github.nannybooking.platform.settings.InvalidSettingException;
import io.github.nannybooking.platform.settings.SettingsGroup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.camel.model.RouteDefinition;

/**
 * The settings of one reliable queue: a group with {@code consumers}, such as {@code booking.decline}.
 *
 * @param name            the prefix of the group
 * @param queue           the name or the URL of the queue
 * @param deadLetterQueue the name or the URL of the queue for messages that failed for good; empty if each message that
 *                        fails returns to the queue
 * @param attempts        the number of receives after which a message that fails becomes a dead letter
 * @param deadLetters     the endpoint to which dead letters are sent: by default, the dead letter queue
 * @param pause           the time until the consumer checks a failed AWS again; empty if it does not pause
 */
public record QueueSettings(
        String name,
        String queue,
        Optional<String> deadLetterQueue,
        int attempts,
        String deadLetters,
        ExponentialDelay retryDelay,
        Duration visibilityTimeout,
        Duration acknowledgeWithin,
        Optional<Duration> pause) {

    private static final String CONSUMERS = "consumers";

    /** @throws InvalidSettingException if settings of a queue contradict each other; each is within its bounds */
    public static void check(SettingsGroup application) {
        all(application);
    }

    /**
     * All queues, in the order of the settings.
     *
     * @throws InvalidSettingException if settings of a queue contradict each other
     */
    static List<QueueSettings> all(SettingsGroup application) {
        return application.groupsWith(CONSUMERS).stream()
                .map(group -> of(group, application))
                .toList();
    }

    private static QueueSettings of(SettingsGroup group, SettingsGroup application) {
        if (group.has("dead-letter-queue")) {
            group.requireDifferent("queue", "dead-letter-queue");
            requireSameKind(group);
        }
        requireOrderedDelays(group);
        requireTimeToExtend(group, application);
        boolean deadLetters = group.has("dead-letter-queue");
        return new QueueSettings(
                group.prefix(),
                group.text("queue"),
                deadLetters ? Optional.of(group.text("dead-letter-queue")) : Optional.empty(),
                deadLetters ? group.number("attempts") : Integer.MAX_VALUE,
                group.has("dead-letters") ? group.text("dead-letters") : toDeadLetterQueue(group),
                new ExponentialDelay(group.duration("retry-delay"), group.duration("max-retry-delay")),
                group.duration("visibility-timeout"),
                group.duration("acknowledge-within"),
                group.has("pause") ? Optional.of(group.duration("pause")) : Optional.empty());
    }

    private static String toDeadLetterQueue(SettingsGroup group) {
        return "aws2-sqs:%s?queueUrl=RAW({{%s}})&headerFilterStrategy=#deadLetterAttributes"
                .formatted(group.key("dead-letter-queue"), group.key("dead-letter-queue"));
    }

    /**
     * SQS moves messages of a FIFO queue only to a FIFO queue, and those of a standard queue only to a standard queue
     * (<a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue.html">Dead-letter
     * queues</a>).
     */
    private static void requireSameKind(SettingsGroup group) {
        String queue = group.text("queue");
        String deadLetterQueue = group.text("dead-letter-queue");
        if (MessageGroups.isFifo(queue) != MessageGroups.isFifo(deadLetterQueue)) {
            throw new InvalidSettingException(
                    "%s=%s and %s=%s must both be FIFO queues, with names that end with .fifo, or both be standard queues"
                            .formatted(group.key("queue"), queue, group.key("dead-letter-queue"), deadLetterQueue));
        }
    }

    private static void requireOrderedDelays(SettingsGroup group) {
        if (group.number("retry-delay") > group.number("max-retry-delay")) {
            throw new InvalidSettingException("%s=%s must not be longer than %s=%s"
                    .formatted(
                            group.key("retry-delay"),
                            group.text("retry-delay"),
                            group.key("max-retry-delay"),
                            group.text("max-retry-delay")));
        }
    }

    /** Otherwise a message could be received twice although no instance has died. */
    private static void requireTimeToExtend(SettingsGroup group, SettingsGroup application) {
        Duration attempt = application.duration("aws.attempt-timeout");
        if (attempt.multipliedBy(MessageKeeper.EXTENDED_AFTER).compareTo(group.duration("visibility-timeout")) > 0) {
            throw new InvalidSettingException(
                    "%s=%s, in s, must be at least %d times %s=%s, in ms, so that it can be extended in time"
                            .formatted(
                                    group.key("visibility-timeout"),
                                    group.text("visibility-timeout"),
                                    MessageKeeper.EXTENDED_AFTER,
                                    application.key("aws.attempt-timeout"),
                                    application.text("aws.attempt-timeout")));
        }
    }

    String routeConfigurationId() {
        return routeConfigurationId(name);
    }

    private static String routeConfigurationId(String name) {
        return "reliable-queue:" + name;
    }

    boolean isConsumedBy(RouteDefinition route) {
        return route.getRouteConfigurationId() != null
                && List.of(route.getRouteConfigurationId().split(" *, *")).contains(routeConfigurationId());
    }
}
