package io.github.nannybooking.platform.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.platform.aws.ExponentialDelay;
import java.time.Duration;
import java.util.IntSummaryStatistics;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    private final Backoff backoff = new Backoff(new ExponentialDelay(Duration.ofSeconds(5), Duration.ofSeconds(60)));

    @ParameterizedTest
    @CsvSource({"1, 3, 5", "2, 5, 10", "3, 10, 20", "4, 20, 40", "5, 30, 60", "6, 30, 60", "1000, 30, 60"})
    void should_double_the_delay_up_to_its_bound_and_randomise_half_of_it(int receives, int min, int max) {
        IntSummaryStatistics delays = IntStream.range(0, 2_000)
                .map(i -> backoff.secondsAfter(receives))
                .summaryStatistics();

        assertThat(delays.getMin()).isEqualTo(min);
        assertThat(delays.getMax()).isEqualTo(max);
    }

    @Test
    void should_return_at_least_one_second() {
        Backoff shortest = new Backoff(new ExponentialDelay(Duration.ofSeconds(1), Duration.ofSeconds(1)));

        assertThat(IntStream.range(0, 100).map(i -> shortest.secondsAfter(1))).containsOnly(1);
    }
}
