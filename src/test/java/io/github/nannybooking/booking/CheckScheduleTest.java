package io.github.nannybooking.booking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckScheduleTest {

    private static final Instant NOW = Instant.parse("2026-12-05T17:30:00.123Z");

    private final CheckSchedule schedule =
            new CheckSchedule(Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofSeconds(30), Duration.ofSeconds(900));

    @ParameterizedTest
    @CsvSource({
        "0, 2026-12-05T17:30:31Z",
        "1, 2026-12-05T17:31:01Z",
        "2, 2026-12-05T17:32:01Z",
        "4, 2026-12-05T17:38:01Z",
        "5, 2026-12-05T17:45:01Z",
        "2147483647, 2026-12-05T17:45:01Z",
    })
    void should_double_the_delay_up_to_the_longest_and_not_be_due_sooner(int times, String due) {
        assertThat(schedule.afterPostponed(times)).isEqualTo(due);
    }

    @Test
    void should_schedule_the_first_check_within_the_longest_delay() {
        CheckSchedule impatient =
                new CheckSchedule(Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofSeconds(30), Duration.ofSeconds(5));

        assertThat(impatient.afterPostponed(0)).isEqualTo("2026-12-05T17:30:06Z");
    }

    @Test
    void should_not_round_up_a_time_in_whole_seconds() {
        CheckSchedule onTheSecond = new CheckSchedule(
                Clock.fixed(Instant.parse("2026-12-05T17:30:00Z"), ZoneOffset.UTC),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1));

        assertThat(onTheSecond.afterPostponed(0)).isEqualTo("2026-12-05T17:30:01Z");
    }

    @Test
    void should_write_times_whose_text_order_is_chronological() {
        assertThat(schedule.now()).isEqualTo("2026-12-05T17:30:00Z").isLessThan(schedule.afterPostponed(0));
    }
}
