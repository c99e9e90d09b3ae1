package io.github.nannybooking.explorer;

import io.github.nannybooking.booking.AlwaysDue;
import io.github.nannybooking.testing.TestClock;
import java.time.Instant;

/** A clock whose times are only distinct, like {@link Marks}; no time is ever too late. */
final class Ticks extends TestClock {

    private static final Instant BEGIN = Instant.parse("2026-12-05T00:00:00Z");

    Ticks() {
        super(BEGIN);
    }

    /** Returns the time of the next check that a program writes at this tick. */
    static String nextCheck(int tick) {
        return BEGIN.plusSeconds(tick).plus(AlwaysDue.DELAY).toString();
    }

    void set(int tick) {
        set(BEGIN.plusSeconds(tick));
    }
}
