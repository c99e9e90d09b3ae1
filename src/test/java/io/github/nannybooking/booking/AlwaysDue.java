package io.github.nannybooking.booking;

import io.github.nannybooking.table.Table;
import java.time.Clock;
import java.time.Duration;

/** Creates an outbox without delays: each booking is always due, because its next check is in the past. */
public final class AlwaysDue {

    /** The delay between two checks of a booking. */
    public static final Duration DELAY = Duration.ofDays(-1);

    private AlwaysDue() {}

    public static BookingOutbox outbox(Table table, Clock clock) {
        return new BookingOutbox(table, new CheckSchedule(clock, DELAY, DELAY));
    }
}
