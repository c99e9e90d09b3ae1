package io.github.nannybooking.platform.sqs;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The numbers of messages in the queues, and what is wrong with the queues, for {@code GET /queues}. */
public final class QueueReports {

    private final SqsClient sqs;
    private final Function<List<String>, Map<String, Long>> oldestAges;
    private final Function<String, List<String>> mismatches;
    private final Map<String, String> queues;

    /**
     * @param oldestAges from the names of queues to the ages of their oldest messages, in seconds
     * @param mismatches from the name or the URL of a queue to the mismatches of its attributes
     * @param queues     the names or the URLs of the queues, by their names in the report
     */
    QueueReports(
            SqsClient sqs,
            Function<List<String>, Map<String, Long>> oldestAges,
            Function<String, List<String>> mismatches,
            Map<String, String> queues) {
        this.sqs = sqs;
        this.oldestAges = oldestAges;
        this.mismatches = mismatches;
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
        QueueAttributes attributes = QueueAttributes.read(sqs, nameOrUrl);
        return new Contents(
                // the last part of a URL, without the number of the account
                nameOrUrl.substring(nameOrUrl.lastIndexOf('/') + 1),
                attributes
                        .number(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
                        .orElseThrow(),
                attributes
                        .number(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)
                        .orElseThrow(),
                attributes
                        .number(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED)
                        .orElseThrow(),
                null,
                mismatches.apply(nameOrUrl));
    }

    /**
     * The approximate numbers of messages in one queue.
     *
     * @param mismatches of its attributes with the settings, as sentences
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Contents(
            String name, int visible, int inFlight, int delayed, Long oldestAgeSeconds, List<String> mismatches) {

        private Contents withOldestAge(Long seconds) {
            return new Contents(name, visible, inFlight, delayed, seconds, mismatches);
        }
    }
}
