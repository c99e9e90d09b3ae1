package io.github.nannybooking.platform.sqs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
 * Keeps from all others what this instance has taken off a queue, until it deletes the message or gives it back, by
 * extending its visibility timeout
 * (<a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html">Visibility
 * timeout</a>). It sees the receives, deletions and returns of the client itself, and so keeps a batch as a whole from
 * the start. Camel's {@code extendMessageVisibility} knows a message only once its own turn has come, when its timeout
 * may be over.
 */
public final class MessageKeeper extends ServiceSupport implements ExecutionInterceptor {

    /** A message that is worked on for so many of its timeouts hangs, and may be taken by others. */
    public static final int MAX_TIMEOUTS = 60;

    /**
     * A timeout is extended when this part of it is over, and the request may take as long again: one that failed can be
     * made once more in time.
     */
    public static final int EXTENDED_AFTER = 4;

    private static final Logger LOG = LoggerFactory.getLogger(MessageKeeper.class);

    private final Supplier<SqsClient> sqs;
    private final Duration timeout;
    private final Clock clock;
    private final Map<String, Kept> keptByReceiptHandle = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(new CamelThreadFactory("#name#", "message-keeper", true));

    private record Kept(String queue, String receiptHandle, Instant receivedOn, Instant hiddenFrom) {

        Kept hiddenFrom(Instant now) {
            return new Kept(queue, receiptHandle, receivedOn, now);
        }
    }

    /** @param timeout that every receive asks for which names one, and that an extension begins anew */
    MessageKeeper(Supplier<SqsClient> sqs, Duration timeout, Clock clock) {
        this.sqs = sqs;
        this.timeout = timeout;
        this.clock = clock;
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        if (context.request() instanceof ReceiveMessageRequest receive && receive.visibilityTimeout() != null) {
            Instant now = clock.instant();
            ((ReceiveMessageResponse) context.response())
                    .messages()
                    .forEach(message -> keptByReceiptHandle.put(
                            message.receiptHandle(), new Kept(receive.queueUrl(), message.receiptHandle(), now, now)));
        }
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        SdkRequest request = context.request();
        if (request instanceof ChangeMessageVisibilityRequest giveBack) {
            keptByReceiptHandle.remove(giveBack.receiptHandle());
        } else if (request instanceof DeleteMessageBatchRequest deletion) {
            deletion.entries().forEach(entry -> keptByReceiptHandle.remove(entry.receiptHandle()));
        }
    }

    /**
     * No longer keeps what was taken off a queue: its consumer has ended, and does not come to the rest of its batch.
     *
     * @param nameOrUrl of the queue
     */
    void forget(String nameOrUrl) {
        keptByReceiptHandle
                .values()
                .removeIf(kept -> kept.queue().equals(nameOrUrl) || kept.queue().endsWith("/" + nameOrUrl));
    }

    @Override
    protected void doStart() {
        long tick = timeout.toMillis() / EXTENDED_AFTER / 2;
        timer.scheduleAtFixedRate(this::extend, tick, tick, TimeUnit.MILLISECONDS);
    }

    @Override
    protected void doStop() {
        timer.shutdownNow();
    }

    /** Extends what has been hidden for a part of its timeout. */
    void extend() {
        Instant now = clock.instant();
        dropWhatHangs(now.minus(timeout.multipliedBy(MAX_TIMEOUTS)));
        Instant due = now.minus(timeout.dividedBy(EXTENDED_AFTER));
        keptByReceiptHandle.values().stream()
                .filter(kept -> !kept.hiddenFrom().isAfter(due))
                .collect(Collectors.groupingBy(Kept::queue))
                .forEach((queue, kept) -> SqsBatches.of(kept).forEach(batch -> extend(queue, batch, now)));
    }

    private void dropWhatHangs(Instant receivedBefore) {
        keptByReceiptHandle.values().removeIf(kept -> {
            boolean hangs = kept.receivedOn().isBefore(receivedBefore);
            if (hangs) {
                LOG.error(
                        "A message of {} is worked on since {}; others may take it now",
                        kept.queue(),
                        kept.receivedOn());
            }
            return hangs;
        });
    }

    private void extend(String queue, List<Kept> batch, Instant now) {
        try {
            ChangeMessageVisibilityBatchResponse answer = sqs.get()
                    .changeMessageVisibilityBatch(change -> change.overrideConfiguration(
                                    settings -> settings.apiCallTimeout(timeout.dividedBy(EXTENDED_AFTER)))
                            .queueUrl(queue)
                            .entries(SqsBatches.entries(batch, this::entry)));
            answer.successful()
                    .forEach(extended -> keptByReceiptHandle.computeIfPresent(
                            receiptHandle(batch, extended.id()), (handle, kept) -> kept.hiddenFrom(now)));
            answer.failed().stream()
                    .filter(BatchResultErrorEntry::senderFault)
                    .forEach(lost -> keptByReceiptHandle.remove(receiptHandle(batch, lost.id())));
        } catch (RuntimeException e) {
            // whatever it is: a task that throws is not run again
            LOG.warn("{} messages of {} can't be kept now: {}", batch.size(), queue, e.toString());
        }
    }

    private ChangeMessageVisibilityBatchRequestEntry entry(String id, Kept kept) {
        return ChangeMessageVisibilityBatchRequestEntry.builder()
                .id(id)
                .receiptHandle(kept.receiptHandle())
                .visibilityTimeout((int) timeout.toSeconds())
                .build();
    }

    private static String receiptHandle(List<Kept> batch, String entryId) {
        return SqsBatches.elementOf(batch, entryId).receiptHandle();
    }
}
