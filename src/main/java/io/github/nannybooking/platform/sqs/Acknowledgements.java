package io.github.nannybooking.platform.sqs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.camel.util.concurrent.CamelThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;

/**
 * Deletes processed messages of one queue, up to {@value SqsBatches#MAX_ENTRIES} in one request
 * (<a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessageBatch.html">DeleteMessageBatch</a>);
 * Camel's consumer makes a request for each. A message that is not deleted, because the process dies or SQS rejects all
 * tries, is received again, so consumers must be idempotent.
 */
final class Acknowledgements extends ServiceSupport {

    private static final int MAX_TRIES = 5;

    /** Limits a request with its retries, and the stop: a message that is not deleted is received again. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(Acknowledgements.class);

    private final SqsClient sqs;
    private final String queue;
    private final Duration within;
    private List<Acknowledgement> waiting = new ArrayList<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(new CamelThreadFactory("#name#", "acknowledgements", true));

    private record Acknowledgement(String receiptHandle, int tries) {}

    /**
     * @param queue  its name or its URL
     * @param within the longest time that a message waits for others to be deleted with
     */
    Acknowledgements(SqsClient sqs, String queue, Duration within) {
        this.sqs = sqs;
        this.queue = queue;
        this.within = within;
    }

    /** Deletes a message soon, or at once if it fills a batch. */
    void add(String receiptHandle) {
        if (put(List.of(new Acknowledgement(receiptHandle, 1))) >= SqsBatches.MAX_ENTRIES) {
            flush();
        }
    }

    @Override
    protected void doStart() {
        timer.scheduleWithFixedDelay(this::flush, within.toMillis(), within.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Camel stops this service after the routes, so nothing is added anymore. */
    @Override
    protected void doStop() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        timer.shutdown();
        timer.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        for (int tries = 0; tries < MAX_TRIES && System.nanoTime() < end; tries++) {
            flush();
        }
    }

    private void flush() {
        SqsBatches.of(takeAll()).forEach(this::delete);
    }

    /** SQS returns 200 also if it deleted only some messages. */
    private void delete(List<Acknowledgement> batch) {
        try {
            DeleteMessageBatchResponse answer = sqs.deleteMessageBatch(
                    request -> request.overrideConfiguration(settings -> settings.apiCallTimeout(PATIENCE))
                            .queueUrl(queue)
                            .entries(SqsBatches.entries(batch, Acknowledgements::entry)));
            again(answer.failed().stream()
                    .filter(Acknowledgements::mayWorkLater)
                    .map(refused -> SqsBatches.elementOf(batch, refused.id()))
                    .toList());
        } catch (RuntimeException e) {
            // any exception: a scheduled task that throws is not run again
            LOG.warn("{} messages of {} can't be deleted now: {}", batch.size(), queue, e.toString());
            again(batch);
        }
    }

    private static DeleteMessageBatchRequestEntry entry(String id, Acknowledgement acknowledgement) {
        return DeleteMessageBatchRequestEntry.builder()
                .id(id)
                .receiptHandle(acknowledgement.receiptHandle())
                .build();
    }

    /** A retry does not help if the request was wrong, for example with an expired receipt handle. */
    private static boolean mayWorkLater(BatchResultErrorEntry refused) {
        LOG.warn("SQS did not delete a message: {} {}", refused.code(), refused.message());
        return !refused.senderFault();
    }

    private void again(List<Acknowledgement> failed) {
        Map<Boolean, List<Acknowledgement>> byTries = failed.stream()
                .map(acknowledgement ->
                        new Acknowledgement(acknowledgement.receiptHandle(), acknowledgement.tries() + 1))
                .collect(Collectors.partitioningBy(acknowledgement -> acknowledgement.tries() <= MAX_TRIES));
        put(byTries.get(true));
        if (!byTries.get(false).isEmpty()) {
            LOG.warn(
                    "{} messages are not deleted after {} tries, so they are received again",
                    byTries.get(false).size(),
                    MAX_TRIES);
        }
    }

    private synchronized int put(List<Acknowledgement> more) {
        waiting.addAll(more);
        return waiting.size();
    }

    private synchronized List<Acknowledgement> takeAll() {
        List<Acknowledgement> all = waiting;
        waiting = new ArrayList<>();
        return all;
    }
}
