package io.github.nannybooking.explorer;

import io.github.nannybooking.booking.Booking;
import io.github.nannybooking.platform.http.problem.ProblemException;
import java.util.List;

/**
 * The end of a program and its promises.
 *
 * @param text     a description
 * @param booked   the application whose booking was answered 200; null if none was
 * @param refused  the application whose booking was refused; null if none was
 * @param declines the ids of the applications that the 200 promised to decline
 * @param removed  the application whose failed decline was removed; null if none was
 */
record Ending(String text, String booked, String refused, List<String> declines, String removed) {

    static final Ending CRASHED = Ending.of("crashed");

    static Ending of(String text) {
        return new Ending(text, null, null, List.of(), null);
    }

    static Ending booked(Booking booking) {
        return new Ending(
                "answered 200",
                booking.request().applicationId(),
                null,
                booking.others().stream().map(item -> item.get("id").s()).toList(),
                null);
    }

    static Ending removed(String applicationId) {
        return new Ending("has removed it", null, null, List.of(), applicationId);
    }

    static Ending refused(String applicationId, ProblemException refused) {
        return new Ending("answered " + refused.problem().status(), null, applicationId, List.of(), null);
    }
}
