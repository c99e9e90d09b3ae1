package io.github.nannybooking.faileddecline;

import io.github.nannybooking.booking.BookingOutbox;
import io.github.nannybooking.platform.access.Caller;
import io.github.nannybooking.platform.http.problem.Problem;
import io.github.nannybooking.platform.http.problem.ProblemException;
import io.github.nannybooking.table.ApplicationKey;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Failed declines that somebody does without. */
public final class FailedDeclineRemovals {

    private static final Logger LOG = LoggerFactory.getLogger(FailedDeclineRemovals.class);

    private final FailedDeclineTable table;
    private final BookingOutbox bookings;

    FailedDeclineRemovals(FailedDeclineTable table, BookingOutbox bookings) {
        this.table = table;
        this.bookings = bookings;
    }

    /**
     * What a request asks for, in the name of the caller if that is known.
     *
     * @throws ProblemException if it names somebody else (403), or can't be meant (400)
     */
    public Removal parse(
            @Header("id") String id, @Header(Exchange.HTTP_QUERY) String query, @Header(Caller.HEADER) Caller caller) {
        Removal removal = Removal.of(id, query);
        if (caller.username() == null) {
            return removal;
        }
        if (removal.by() != null && !removal.by().equals(caller.username())) {
            throw new ProblemException(Problem.notYourName("by"));
        }
        return removal.by(caller.username());
    }

    /**
     * Removes a failed decline for good. Its application stays as it is, and its decline is not sent again; the booking is
     * looked at once more, since somebody may have declined the application by hand.
     *
     * @throws ProblemException if there is none (404), or the decline fails again at this very moment (409)
     */
    public void remove(@Body Removal removal) {
        FailedDecline failed = table.find(removal.failedDecline());
        if (!table.delete(failed, bookings::lookAgainAtFailed)) {
            throw new ProblemException(
                    Problem.of(409, "Failed again", "decline %s has failed again meanwhile".formatted(failed.id())));
        }
        LOG.info(
                "{} removed failed decline {} of {}, because: {}; it had failed by: {}",
                removal.by(),
                failed.id(),
                failed.application().map(ApplicationKey::toString).orElse("no application"),
                removal.reason(),
                failed.reason());
    }
}
