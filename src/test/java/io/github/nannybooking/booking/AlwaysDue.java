package io.github.nannybooking.booking;

import io.github.nannybooking.table.Table;
import java.time.Clock;
import java.time.Duration;

/** An outbox without waiting: each booking is always due, since its next check is long past. */
public final class AlwaysDue {

    /** From the look at a booking to its next check. */
    public static final Duration DELAY = Duration.ofDays(-1);

    private AlwaysDue() {}

    public static BookingOutbox outbox(Table table, Clock clock) {
        return new BookingOutbox(table, new CheckSchedule(clock, DELAY, DELAY));
    }
}
