package io.github.nannybooking.platform.sqs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.camel.util.concurrent.CamelThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/**
 * Keeps the messages that this instance has received invisible to other consumers, until it deletes them or returns them
 * to their queue, by extending their visibility timeouts
 * (<a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html">Visibility
 * timeout</a>). It intercepts the receives, deletions and returns of the client, so it keeps a whole batch from the start.
 * Camel's {@code extendMessageVisibility} begins when a message is processed, and its timeout may be over by then.
 *
 * <p>It sends one request at a time for the messages of each receive, on a thread of its own. So a slow or hanging request
 * does not delay the others.
 */
public final class MessageKeeper extends ServiceSupport implements ExecutionInterceptor {

    /** The number of timeouts for which a message is kept, as its processing may hang. */
    static final int MAX_TIMEOUTS = 60;

    /** A timeout is extended after a quarter, and the request may take another quarter, so it can be retried in time. */
    static final int EXTENDED_AFTER = 4;

    /** Half of the time after which the shortest timeout, 2 s, is extended. */
    private static final Duration TICK = Duration.ofMillis(250);

    private static final Logger LOG = LoggerFactory.getLogger(MessageKeeper.class);

    private final Supplier<SqsClient> sqs;
    private final Clock clock;
    private final ExecutorService requests;
    private final Map<String, Kept> keptByReceiptHandle = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(new CamelThreadFactory("#name#", "message-keeper", true));

    /**
     * One receive, of up to {@value SqsBatches#MAX_ENTRIES} messages.
     *
     * @param beingExtended whether a request for its messages is on its way
     */
    private record Receive(String queueNameOrUrl, Duration timeout, Instant time, AtomicBoolean beingExtended) {

        Instant end() {
            return time.plus(timeout.multipliedBy(MAX_TIMEOUTS));
        }
    }

    /** @param lost whether other consumers may receive the message, so that it is not extended any more */
    private record Kept(Receive receive, String receiptHandle, Instant hiddenSince, boolean lost) {

        Kept extended(Instant now) {
            return new Kept(receive, receiptHandle, now, lost);
        }

        Kept asLost() {
            return new Kept(receive, receiptHandle, hiddenSince, true);
        }

        boolean isDue(Instant now) {
            return !lost
                    && !hiddenSince
                            .plus(receive.timeout().dividedBy(EXTENDED_AFTER))
                            .isAfter(now);
        }

        boolean hangs(Instant now) {
            return !lost && receive.end().isBefore(now);
        }
    }

    /** @param requests the threads that send the requests, with one for each receive; they end when the keeper stops */
    MessageKeeper(Supplier<SqsClient> sqs, Clock clock, ExecutorService requests) {
        this.sqs = sqs;
        this.clock = clock;
        this.requests = requests;
    }

    /**
     * Returns the time left to process a message. The last timeout is reserved for its dead letter, deletion or return.
     *
     * @throws NotTriedException if no time is left, since other consumers may receive the message while it is processed
     */
    Duration requireTimeFor(ReceivedMessage received) {
        Duration timeout = received.queue().visibilityTimeout();
        Kept kept = keptByReceiptHandle.get(received.receiptHandle());
        if (kept == null) {
            return timeout;
        }
        Duration left = Duration.between(clock.instant(), kept.receive().end().minus(timeout));
        if (kept.lost() || left.isNegative() || left.isZero()) {
            throw new NotTriedException("the messages before it took too long");
        }
        return left;
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        if (context.request() instanceof ReceiveMessageRequest receive && receive.visibilityTimeout() != null) {
            Instant now = clock.instant();
            Duration timeout = Duration.ofSeconds(receive.visibilityTimeout());
            Receive received = new Receive(receive.queueUrl(), timeout, now, new AtomicBoolean());
            ((ReceiveMessageResponse) context.response())
                    .messages()
                    .forEach(message -> keptByReceiptHandle.put(
                            message.receiptHandle(), new Kept(received, message.receiptHandle(), now, false)));
        }
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        SdkRequest request = context.request();
        if (request instanceof ChangeMessageVisibilityRequest returned) {
            keptByReceiptHandle.remove(returned.receiptHandle());
        } else if (request instanceof DeleteMessageBatchRequest deletion) {
            deletion.entries().forEach(entry -> keptByReceiptHandle.remove(entry.receiptHandle()));
        }
    }

    /**
     * Forgets the messages of a queue whose consumer has stopped, as it does not process the rest of its batch.
     *
     * @param nameOrUrl the queue
     */
    void forget(String nameOrUrl) {
        keptByReceiptHandle
                .values()
                .removeIf(kept -> kept.receive().queueNameOrUrl().equals(nameOrUrl)
                        || kept.receive().queueNameOrUrl().endsWith("/" + nameOrUrl));
    }

    @Override
    protected void doStart() {
        timer.scheduleAtFixedRate(this::extend, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    protected void doStop() {
        timer.shutdownNow();
        requests.shutdownNow();
    }

    void extend() {
        Instant now = clock.instant();
        keptByReceiptHandle.replaceAll(
                (handle, kept) -> kept.hangs(now) ? logged(kept).asLost() : kept);
        keptByReceiptHandle.values().stream()
                .filter(kept -> kept.isDue(now))
                .collect(Collectors.groupingBy(Kept::receive))
                .forEach((receive, due) -> {
                    if (receive.beingExtended().compareAndSet(false, true)) {
                        requests.execute(() -> extend(receive, due, now));
                    }
                });
    }

    private static Kept logged(Kept kept) {
        LOG.error(
                "A message of {} is not done since {}; other consumers may receive it now",
                kept.receive().queueNameOrUrl(),
                kept.receive().time());
        return kept;
    }

    private void extend(Receive receive, List<Kept> due, Instant now) {
        try {
            ChangeMessageVisibilityBatchResponse answer = sqs.get()
                    .changeMessageVisibilityBatch(change -> change.overrideConfiguration(settings ->
                                    settings.apiCallTimeout(receive.timeout().dividedBy(EXTENDED_AFTER)))
                            .queueUrl(receive.queueNameOrUrl())
                            .entries(SqsBatches.entries(due, MessageKeeper::entry)));
            answer.successful()
                    .forEach(extended -> keptByReceiptHandle.computeIfPresent(
                            receiptHandle(due, extended.id()), (handle, kept) -> kept.extended(now)));
            answer.failed().stream()
                    .filter(BatchResultErrorEntry::senderFault)
                    .forEach(lost -> keptByReceiptHandle.computeIfPresent(
                            receiptHandle(due, lost.id()), (handle, kept) -> kept.asLost()));
        } catch (RuntimeException e) {
            LOG.warn("{} messages of {} can't be kept now: {}", due.size(), receive.queueNameOrUrl(), e.toString());
        } finally {
            receive.beingExtended().set(false);
        }
    }

    private static ChangeMessageVisibilityBatchRequestEntry entry(String id, Kept kept) {
        return ChangeMessageVisibilityBatchRequestEntry.builder()
                .id(id)
                .receiptHandle(kept.receiptHandle())
                .visibilityTimeout((int) kept.receive().timeout().toSeconds())
                .build();
    }

    private static String receiptHandle(List<Kept> due, String entryId) {
        return SqsBatches.elementOf(due, entryId).receiptHandle();
    }
}
