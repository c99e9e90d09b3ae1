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
 * Deletes messages that are done, up to {@value SqsBatches#MAX_ENTRIES} in one request
 * (<a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessageBatch.html">DeleteMessageBatch</a>);
 * Camel's consumer makes a request for each. A message that is not deleted, because the process dies or SQS refuses it
 * again and again, is delivered once more: whoever works it off finds it done.
 */
final class Acknowledgements extends ServiceSupport {

    private static final int MAX_TRIES = 5;

    /** For a request with all its attempts, and for the last ones together: what is not deleted comes again anyway. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(Acknowledgements.class);

    private final SqsClient sqs;
    private final Duration within;
    private List<Acknowledgement> waiting = new ArrayList<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(new CamelThreadFactory("#name#", "acknowledgements", true));

    private record Acknowledgement(String queue, String receiptHandle, int tries) {

        Acknowledgement triedAgain() {
            return new Acknowledgement(queue, receiptHandle, tries + 1);
        }
    }

    /** @param within the longest that a message waits for others to be deleted with */
    Acknowledgements(SqsClient sqs, Duration within) {
        this.sqs = sqs;
        this.within = within;
    }

    /** The message is deleted soon: at once if it fills a batch. */
    void add(String queue, String receiptHandle) {
        if (put(List.of(new Acknowledgement(queue, receiptHandle, 1))) >= SqsBatches.MAX_ENTRIES) {
            flush();
        }
    }

    @Override
    protected void doStart() {
        timer.scheduleWithFixedDelay(this::flush, within.toMillis(), within.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The routes have ended before: nothing is added any more. */
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
        takeAll().stream()
                .collect(Collectors.groupingBy(Acknowledgement::queue))
                .forEach((queue, done) -> SqsBatches.of(done).forEach(batch -> delete(queue, batch)));
    }

    /** SQS answers 200 also when it deleted only some. */
    private void delete(String queue, List<Acknowledgement> batch) {
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
            // whatever it is: a task that throws is not run again
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

    /** A receipt handle that SQS does not know any more will never be known again. */
    private static boolean mayWorkLater(BatchResultErrorEntry refused) {
        LOG.warn("SQS did not delete a message: {} {}", refused.code(), refused.message());
        return !refused.senderFault();
    }

    private void again(List<Acknowledgement> failed) {
        Map<Boolean, List<Acknowledgement>> byHope = failed.stream()
                .map(Acknowledgement::triedAgain)
                .collect(Collectors.partitioningBy(acknowledgement -> acknowledgement.tries() <= MAX_TRIES));
        put(byHope.get(true));
        if (!byHope.get(false).isEmpty()) {
            LOG.warn(
                    "{} messages are not deleted after {} tries, and delivered again",
                    byHope.get(false).size(),
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
