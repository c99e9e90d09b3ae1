package io.github.nannybooking.explorer;

import io.github.nannybooking.booking.AlwaysDue;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that only tells times apart, as {@link Marks}; so none is ever too late. */
final class Ticks extends Clock {

    private static final Instant BEGIN = Instant.parse("2026-12-05T00:00:00Z");

    private Instant now = BEGIN;

    /** The next check of whoever writes one at this tick. */
    static String nextCheck(int tick) {
        return BEGIN.plusSeconds(tick).plus(AlwaysDue.DELAY).toString();
    }

    void set(int tick) {
        now = BEGIN.plusSeconds(tick);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
