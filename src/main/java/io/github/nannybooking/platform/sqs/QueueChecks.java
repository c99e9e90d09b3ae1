package io.github.nannybooking.platform.sqs;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.camel.util.concurrent.CamelThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * Compares the attributes of the queues with the settings, at start and every minute, in its own thread. It logs each
 * mismatch once, and when it is gone.
 */
public final class QueueChecks extends ServiceSupport {

    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(QueueChecks.class);

    private final SqsClient sqs;
    private final List<QueueSettings> queues;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(new CamelThreadFactory("#name#", "queue-checks", true));

    private volatile Set<Mismatch> known = Set.of();

    /**
     * @param queue its name or its URL
     * @param text  what is wrong, what follows, and what to do
     */
    record Mismatch(String queue, String text) {

        @Override
        public String toString() {
            return "queue %s: %s".formatted(queue, text);
        }
    }

    QueueChecks(SqsClient sqs, List<QueueSettings> queues) {
        this.sqs = sqs;
        this.queues = queues;
    }

    /** The mismatches that the last check found; empty before the first. */
    Set<Mismatch> mismatches() {
        return known;
    }

    /** The texts of the mismatches of one queue, named as in the settings. */
    List<String> mismatchesOf(String queue) {
        return known.stream()
                .filter(mismatch -> mismatch.queue().equals(queue))
                .map(Mismatch::text)
                .toList();
    }

    @Override
    protected void doStart() {
        timer.scheduleWithFixedDelay(this::check, 0, INTERVAL.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    protected void doStop() {
        timer.shutdownNow();
    }

    void check() {
        try {
            Set<Mismatch> found = find();
            Set<Mismatch> before = known;
            found.stream().filter(mismatch -> !before.contains(mismatch)).forEach(mismatch -> LOG.warn("{}", mismatch));
            before.stream()
                    .filter(mismatch -> !found.contains(mismatch))
                    .forEach(mismatch -> LOG.info("This is mended: {}", mismatch));
            known = found;
            LOG.debug("The queues are compared with the settings: {} mismatches", found.size());
        } catch (RuntimeException e) {
            // any exception: a scheduled task that throws is not run again
            LOG.debug("The attributes of the queues can't be read now: {}", e.toString());
        }
    }

    private Set<Mismatch> find() {
        Map<String, QueueAttributes> read = new HashMap<>();
        return queues.stream()
                .flatMap(settings -> find(settings, name -> read.computeIfAbsent(name, this::read)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Stream<Mismatch> find(QueueSettings settings, Function<String, QueueAttributes> attributes) {
        String queue = settings.queue();
        Stream<Mismatch> ofQueue =
                QueueRules.ofQueue(settings, attributes.apply(queue)).map(text -> new Mismatch(queue, text));
        Stream<Mismatch> ofDeadLetters = settings.deadLetterQueue().stream()
                .flatMap(name -> Stream.concat(
                        QueueRules.ofRedrive(settings, attributes.apply(queue), name, attributes.apply(name))
                                .map(text -> new Mismatch(queue, text)),
                        QueueRules.ofDeadLetterQueue(attributes.apply(name), queue, attributes.apply(queue))
                                .map(text -> new Mismatch(name, text))));
        return Stream.concat(ofQueue, ofDeadLetters);
    }

    private QueueAttributes read(String queue) {
        try {
            return QueueAttributes.read(sqs, queue);
        } catch (SqsException e) {
            if (e.awsErrorDetails() != null && e.awsErrorDetails().errorCode().startsWith("AccessDenied")) {
                return QueueAttributes.NOT_PERMITTED;
            }
            throw e;
        }
    }
}
