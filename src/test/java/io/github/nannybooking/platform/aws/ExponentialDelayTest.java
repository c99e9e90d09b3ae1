package io.github.nannybooking.platform.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.IntSummaryStatistics;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExponentialDelayTest {

    private final ExponentialDelay delay = new ExponentialDelay(Duration.ofSeconds(5), Duration.ofSeconds(60));

    @ParameterizedTest
    @CsvSource({"0, 3, 5", "1, 5, 10", "2, 10, 20", "3, 20, 40", "4, 30, 60", "5, 30, 60", "999, 30, 60"})
    void should_double_the_delay_up_to_its_bound_and_take_half_of_it_at_random(int times, int min, int max) {
        IntSummaryStatistics delays = IntStream.range(0, 2_000)
                .map(i -> delay.secondsWithJitter(times))
                .summaryStatistics();

        assertThat(delays.getMin()).isEqualTo(min);
        assertThat(delays.getMax()).isEqualTo(max);
    }

    @Test
    void should_never_be_zero() {
        ExponentialDelay shortest = new ExponentialDelay(Duration.ofSeconds(1), Duration.ofSeconds(1));

        assertThat(IntStream.range(0, 100).map(i -> shortest.secondsWithJitter(0)))
                .containsOnly(1);
    }
}
