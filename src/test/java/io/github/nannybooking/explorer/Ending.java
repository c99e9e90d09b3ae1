package io.github.nannybooking.explorer;

import io.github.nannybooking.booking.Booking;
import io.github.nannybooking.http.ProblemException;
import java.util.List;

/**
 * How a program ended, as far as it promises anything.
 *
 * @param text     for people
 * @param booked   the application whose booking was answered 200; null if none was
 * @param refused  the application whose booking was refused; null if none was
 * @param declines the ids of the applications that the 200 promised to decline
 */
record Ending(String text, String booked, String refused, List<String> declines) {

    static final Ending CRASHED = Ending.of("crashed");

    static Ending of(String text) {
        return new Ending(text, null, null, List.of());
    }

    static Ending booked(Booking booking) {
        return new Ending(
                "answered 200",
                booking.request().applicationId(),
                null,
                booking.others().stream().map(item -> item.get("id").s()).toList());
    }

    static Ending refused(String applicationId, ProblemException refused) {
        return new Ending("answered " + refused.problem().status(), null, applicationId, List.of());
    }
}
