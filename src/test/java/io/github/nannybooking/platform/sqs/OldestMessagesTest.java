package io.github.nannybooking.platform.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.nannybooking.dev.SdkEnvironment;
import io.github.nannybooking.platform.aws.AwsConfiguration;
import io.github.nannybooking.platform.settings.SettingsGroup;
import io.github.nannybooking.testing.ScriptedCloudWatch;
import io.github.nannybooking.testing.TestSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

class OldestMessagesTest {

    private static final Instant NOW = Instant.parse("2026-12-05T17:30:30Z");
    private static final List<String> QUEUES = List.of("declines", "dead-letters");

    private final ScriptedCloudWatch scripted = new ScriptedCloudWatch();
    private final CloudWatchClient cloudWatch = client();
    private final OldestMessages oldest = new OldestMessages(cloudWatch, Clock.fixed(NOW, ZoneOffset.UTC));

    OldestMessagesTest() throws IOException {}

    private static CloudWatchClient client() {
        URI nobody = URI.create("http://127.0.0.1:9");
        SdkEnvironment.pointAt(nobody, nobody);
        SettingsGroup settings = TestSettings.with("booking.aws.attempts", "1", "booking.aws.attempt-timeout", "30000");
        AwsConfiguration configuration = new AwsConfiguration();
        return configuration.cloudWatchClient(configuration.requestBudget(settings), settings);
    }

    @AfterEach
    void stop() {
        cloudWatch.close();
        scripted.close();
    }

    @Test
    void should_report_the_newest_value_of_each_queue() {
        scripted.answer(Map.of("queue1", List.of(86_400.0, 86_340.0), "queue0", List.of(61.0, 1.0, 0.0)));

        assertThat(oldest.ages(QUEUES)).isEqualTo(Map.of("declines", 61L, "dead-letters", 86_400L));
    }

    @Test
    void should_leave_out_a_queue_without_a_value() {
        scripted.answer(Map.of("queue0", List.of(), "queue1", List.of(5.0)));

        assertThat(oldest.ages(QUEUES)).isEqualTo(Map.of("dead-letters", 5L));
    }

    @Test
    void should_ask_for_the_last_minutes_of_all_queues_in_one_request_with_the_newest_first() {
        oldest.ages(QUEUES);

        assertThat(scripted.requests()).hasSize(1);
        JsonNode request = scripted.requests().get(0);
        assertThat(request.get("StartTime").asLong()).isEqualTo(NOW.getEpochSecond() - 300);
        assertThat(request.get("EndTime").asLong()).isEqualTo(NOW.getEpochSecond());
        assertThat(request.get("ScanBy").asText()).isEqualTo("TimestampDescending");
        assertThat(request.get("MetricDataQueries"))
                .hasToString("[%s,%s]".formatted(query("queue0", "declines"), query("queue1", "dead-letters")));
    }

    private static String query(String id, String queue) {
        return "{\"Id\":\"%s\",\"MetricStat\":{\"Metric\":{\"Namespace\":\"AWS/SQS\",\"MetricName\":\"ApproximateAgeOfOldestMessage\",\"Dimensions\":[{\"Name\":\"QueueName\",\"Value\":\"%s\"}]},\"Period\":60,\"Stat\":\"Maximum\"}}"
                .formatted(id, queue);
    }

    @ParameterizedTest
    @CsvSource({"403, AccessDenied", "400, Throttling", "500, InternalServiceFault", "503, ServiceUnavailable"})
    void should_report_no_age_when_cloud_watch_fails(int status, String code) {
        scripted.fail(status, code);

        assertThat(oldest.ages(QUEUES)).isEmpty();
    }

    @Test
    void should_report_nothing_without_a_server() {
        scripted.close();

        assertThat(oldest.ages(QUEUES)).isEmpty();
    }

    @Test
    void should_not_wait_long_for_cloud_watch() {
        scripted.fallSilent();

        Instant begin = Instant.now();
        assertThat(oldest.ages(QUEUES)).isEmpty();

        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(4));
    }
}
