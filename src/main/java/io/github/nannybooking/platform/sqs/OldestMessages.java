package io.github.nannybooking.platform.sqs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;

/**
 * How old the oldest message of a queue is, since SQS itself does not tell: by the metric ApproximateAgeOfOldestMessage
 * (<a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html">
 * Available CloudWatch metrics</a>), of which there is a value for each minute, but
 *
 * <ul>
 *   <li>none while the queue is empty, and for up to 15 minutes after nobody had touched it for 6 hours
 *       (<a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/monitoring-using-cloudwatch.html">
 *       Monitoring using CloudWatch</a>);
 *   <li>a message that was received three times and is still there does not count.
 * </ul>
 */
final class OldestMessages {

    private static final Logger LOG = LoggerFactory.getLogger(OldestMessages.class);

    private static final Duration PERIOD = Duration.ofMinutes(1);

    /** Long enough for a value that comes late, and short enough for it to mean something. */
    private static final Duration LOOK_BACK = Duration.ofMinutes(5);

    /** The ages are only an addition to what SQS tells, so nobody waits long for them. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** What the id of a query begins with: it takes no hyphens, so the name of a queue would not do. */
    private static final String ID = "queue";

    private final CloudWatchClient cloudWatch;
    private final Clock clock;

    OldestMessages(CloudWatchClient cloudWatch, Clock clock) {
        this.cloudWatch = cloudWatch;
        this.clock = clock;
    }

    /**
     * The newest value for each of the queues, in seconds, by their names. A queue without any in the last minutes is left
     * out; if CloudWatch fails, all are.
     */
    Map<String, Long> ages(List<String> queues) {
        Map<String, Long> ages = new HashMap<>();
        for (MetricDataResult result : results(queues)) {
            String queue = queues.get(Integer.parseInt(result.id().substring(ID.length())));
            result.values().stream().findFirst().ifPresent(age -> ages.put(queue, age.longValue()));
        }
        return ages;
    }

    private List<MetricDataResult> results(List<String> queues) {
        Instant now = clock.instant();
        try {
            return cloudWatch
                    .getMetricData(request -> request.startTime(now.minus(LOOK_BACK))
                            .endTime(now)
                            .scanBy(ScanBy.TIMESTAMP_DESCENDING)
                            .metricDataQueries(IntStream.range(0, queues.size())
                                    .mapToObj(i -> query(ID + i, queues.get(i)))
                                    .toList())
                            .overrideConfiguration(settings -> settings.apiCallTimeout(PATIENCE)))
                    .metricDataResults();
        } catch (SdkException e) {
            LOG.warn("CloudWatch does not tell how old the oldest messages are: {}", e.toString());
            return List.of();
        }
    }

    private static MetricDataQuery query(String id, String queue) {
        return MetricDataQuery.builder()
                .id(id)
                .metricStat(stat -> stat.metric(metric -> metric.namespace("AWS/SQS")
                                .metricName("ApproximateAgeOfOldestMessage")
                                .dimensions(
                                        dimension -> dimension.name("QueueName").value(queue)))
                        .period((int) PERIOD.toSeconds())
                        .stat("Maximum"))
                .build();
    }
}
