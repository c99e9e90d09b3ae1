package io.github.nannybooking.explorer;

import io.github.nannybooking.booking.AlwaysDue;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A clock that only tells times apart. Of a next check it matters whether it is still the one that was seen, so each new
 * one is the first second that nobody remembers; thus there are few states, and none is ever too late.
 */
final class Ticks extends Clock {

    private static final Instant BEGIN = Instant.parse("2026-12-05T00:00:00Z");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:]+Z");

    private Instant now = BEGIN;

    /** All times in the text. */
    static Set<String> in(String text) {
        return TIME.matcher(text).results().map(MatchResult::group).collect(Collectors.toUnmodifiableSet());
    }

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
