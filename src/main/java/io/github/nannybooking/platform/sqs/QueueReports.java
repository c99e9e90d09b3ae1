package io.github.nannybooking.platform.sqs;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The numbers of messages in the queues, for {@code GET /queues}. */
public final class QueueReports {

    private final SqsClient sqs;
    private final Function<List<String>, Map<String, Long>> oldestAges;
    private final Map<String, String> queues;

    /**
     * @param oldestAges from the names of queues to the ages of their oldest messages, in seconds
     * @param queues     the names or the URLs of the queues, by their names in the report
     */
    QueueReports(SqsClient sqs, Function<List<String>, Map<String, Long>> oldestAges, Map<String, String> queues) {
        this.sqs = sqs;
        this.oldestAges = oldestAges;
        this.queues = queues;
    }

    /** Asks AWS, in one request to SQS for each queue and one for all ages. */
    public Map<String, Contents> report() {
        Map<String, Contents> report = new LinkedHashMap<>();
        queues.forEach((name, queue) -> report.put(name, count(queue)));
        Map<String, Long> ages =
                oldestAges.apply(report.values().stream().map(Contents::name).toList());
        report.replaceAll((name, contents) -> contents.withOldestAge(ages.get(contents.name())));
        return report;
    }

    private Contents count(String nameOrUrl) {
        Map<QueueAttributeName, String> counts = sqs.getQueueAttributes(request -> request.queueUrl(nameOrUrl)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                .attributes();
        return new Contents(
                // the last part of a URL, without the number of the account
                nameOrUrl.substring(nameOrUrl.lastIndexOf('/') + 1),
                Integer.parseInt(counts.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)),
                Integer.parseInt(counts.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)),
                Integer.parseInt(counts.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED)),
                null);
    }

    /** The approximate numbers of messages in one queue. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Contents(String name, int visible, int inFlight, int delayed, Long oldestAgeSeconds) {

        private Contents withOldestAge(Long seconds) {
            return new Contents(name, visible, inFlight, delayed, seconds);
        }
    }
}
