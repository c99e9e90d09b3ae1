package io.github.nannybooking.faileddecline;

import io.github.nannybooking.booking.BookingOutbox;
import io.github.nannybooking.platform.access.Caller;
import io.github.nannybooking.platform.aws.TransientFailures;
import io.github.nannybooking.platform.http.problem.Problem;
import io.github.nannybooking.platform.http.problem.ProblemException;
import io.github.nannybooking.table.ApplicationKey;
import io.github.nannybooking.table.FailedDeclineKey;
import java.time.Clock;
import java.util.Iterator;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The actions of operators on failed declines: retry and remove. */
public final class FailedDeclineActions {

    private static final Logger LOG = LoggerFactory.getLogger(FailedDeclineActions.class);

    private final FailedDeclines failedDeclines;
    private final BookingOutbox bookings;
    private final Clock clock;

    FailedDeclineActions(FailedDeclines failedDeclines, BookingOutbox bookings, Clock clock) {
        this.failedDeclines = failedDeclines;
        this.bookings = bookings;
        this.clock = clock;
    }

    /** Reads the query of a retry round, which covers all declines failed by now; {@code bodyValidator} validates it. */
    public FailedDeclineQuery.Round parseRound(@Header(Exchange.HTTP_QUERY) String query) {
        return FailedDeclineQuery.Round.parse(query, FailedDeclineKey.time(clock.instant()));
    }

    /** The failed declines of a round, which the iteration reads page by page. */
    public Iterator<FailedDeclineKey> keys(@Body FailedDeclineQuery.Round round) {
        return failedDeclines.keysBefore(round.job(), round.before()).iterator();
    }

    /**
     * Deletes a failed decline whose message is in the queue again, and schedules the first check of its booking again. After
     * a crash before this step the decline can be retried once more.
     */
    public void deleteRetried(@ExchangeProperty("failedDecline") FailedDecline retried) {
        if (failedDeclines.delete(retried, bookings::removeFailed)) {
            LOG.info("Failed decline {} is in the queue again", retried.id());
        } else {
            LOG.info("Decline {} has failed again, or another request retried it", retried.id());
        }
    }

    /** @throws Exception the failure of a retry if AWS is unavailable, because all other retries would fail, too */
    public void rethrowIfAwsFails(@ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) throws Exception {
        if (TransientFailures.isUnavailable(failure)) {
            throw failure;
        }
    }

    /**
     * Reads the request to remove a failed decline; {@code bodyValidator} validates it.
     *
     * @throws ProblemException if the query names another operator than the caller (403), or is not valid (400)
     */
    public Removal parseRemoval(
            @Header("id") String id, @Header(Exchange.HTTP_QUERY) String query, @Header(Caller.HEADER) Caller caller) {
        return Removal.parse(id, query, caller);
    }

    /**
     * Removes a failed decline for good. Its application stays unchanged, and its decline is not sent again. The first check
     * of its booking is scheduled again, because an operator may have changed the application by hand.
     *
     * @throws ProblemException if there is no such failed decline (404), or the decline has failed again (409)
     */
    public void remove(@Body Removal removal) {
        FailedDecline failed = failedDeclines.find(removal.failedDecline());
        if (!failedDeclines.delete(failed, bookings::restartChecks)) {
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
