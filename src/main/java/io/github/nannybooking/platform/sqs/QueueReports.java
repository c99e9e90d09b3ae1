package io.github.nannybooking.platform.sqs;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What is in the queues: what {@code GET /queues} answers. */
public final class QueueReports {

    private final SqsClient sqs;
    private final Function<List<String>, Map<String, Long>> oldestAges;
    private final String queue;
    private final String deadLetterQueue;

    /**
     * @param oldestAges      from the names of queues to the ages of their oldest messages, in seconds
     * @param queue           a name or a URL
     * @param deadLetterQueue a name or a URL
     */
    QueueReports(
            SqsClient sqs, Function<List<String>, Map<String, Long>> oldestAges, String queue, String deadLetterQueue) {
        this.sqs = sqs;
        this.oldestAges = oldestAges;
        this.queue = queue;
        this.deadLetterQueue = deadLetterQueue;
    }

    /** Asks AWS about both queues, in two requests to SQS and one for the ages. */
    public Report report() {
        Contents contents = count(queue);
        Contents deadLetters = count(deadLetterQueue);
        Map<String, Long> ages = oldestAges.apply(List.of(contents.name(), deadLetters.name()));
        return new Report(
                contents.withOldestAge(ages.get(contents.name())),
                deadLetters.withOldestAge(ages.get(deadLetters.name())));
    }

    private Contents count(String nameOrUrl) {
        Map<QueueAttributeName, String> counts = sqs.getQueueAttributes(request -> request.queueUrl(nameOrUrl)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                .attributes();
        return new Contents(
                // of a URL the last part: what stands before it names the account
                nameOrUrl.substring(nameOrUrl.lastIndexOf('/') + 1),
                Integer.parseInt(counts.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)),
                Integer.parseInt(counts.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)),
                Integer.parseInt(counts.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED)),
                null);
    }

    /** The body of the 200. */
    public record Report(Contents queue, Contents deadLetterQueue) {}

    /** What is in one queue; the numbers are those that SQS calls approximate. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Contents(String name, int visible, int inFlight, int delayed, Long oldestAgeSeconds) {

        private Contents withOldestAge(Long seconds) {
            return new Contents(name, visible, inFlight, delayed, seconds);
        }
    }
}
