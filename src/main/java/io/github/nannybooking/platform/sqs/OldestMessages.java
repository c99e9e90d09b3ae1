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
 * Reads the age of the oldest message of a queue, which SQS does not return, from the metric ApproximateAgeOfOldestMessage
 * (<a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html">
 * Available CloudWatch metrics</a>). It has a value for each minute, except while the queue is empty, and for up to 15
 * minutes after a queue was not used for 6 hours
 * (<a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/monitoring-using-cloudwatch.html">
 * Monitoring using CloudWatch</a>). A message that was received three times and not deleted does not count.
 */
record OldestMessages(CloudWatchClient cloudWatch, Clock clock) {

    private static final Logger LOG = LoggerFactory.getLogger(OldestMessages.class);

    private static final Duration PERIOD = Duration.ofMinutes(1);

    /** Long enough for a value that arrives late, and short enough for a recent one. */
    private static final Duration LOOK_BACK = Duration.ofMinutes(5);

    /** The ages are only an addition to the report, so no caller waits long for them. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** The beginning of the id of a query, which must not contain a hyphen, as the name of a queue may. */
    private static final String ID = "queue";

    /**
     * Returns the newest value for each of the queues, in seconds, by their names. Omits a queue without a value in the last
     * minutes, and all queues if CloudWatch fails.
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
            LOG.warn("CloudWatch does not return the age of the oldest messages: {}", e.toString());
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
