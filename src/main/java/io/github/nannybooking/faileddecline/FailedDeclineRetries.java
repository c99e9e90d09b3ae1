package io.github.nannybooking.faileddecline;

import io.github.nannybooking.booking.BookingOutbox;
import io.github.nannybooking.platform.aws.TransientFailures;
import io.github.nannybooking.platform.http.paging.Query;
import io.github.nannybooking.table.FailedDeclineKey;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Failed declines that go back to the queue. */
public final class FailedDeclineRetries {

    private static final Logger LOG = LoggerFactory.getLogger(FailedDeclineRetries.class);

    private final FailedDeclineTable table;
    private final BookingOutbox bookings;
    private final Clock clock;

    FailedDeclineRetries(FailedDeclineTable table, BookingOutbox bookings, Clock clock) {
        this.table = table;
        this.bookings = bookings;
        this.clock = clock;
    }

    /** The round that a query asks for: what has failed by now. */
    public RetryRound begin(@Header(Exchange.HTTP_QUERY) String query) {
        return new RetryRound(
                JobFilter.of(Query.parse(query, List.of(JobFilter.PARAMETER))), FailedDeclineKey.time(clock.instant()));
    }

    /** The failed declines of a round, page after page as they are needed. */
    public Iterator<FailedDeclineKey> keys(@Body RetryRound round) {
        return table.idsBefore(round.job(), round.before())
                .map(FailedDeclineKey::new)
                .iterator();
    }

    /**
     * Forgets a failed decline whose message is in the queue again, and has its booking looked at as if it were new. Should
     * this never come about, it is merely retried once more.
     */
    public void forget(@ExchangeProperty("failedDecline") FailedDecline retried) {
        if (table.delete(retried, bookings::forgetFailed)) {
            LOG.info("Failed decline {} is in the queue again", retried.id());
        } else {
            LOG.info("Decline {} has failed again already, or somebody else retried it", retried.id());
        }
    }

    /** @throws Exception the failure of a retry, if it is AWS that fails: the others would fail as well */
    public void requireAws(@ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) throws Exception {
        if (TransientFailures.isUnavailable(failure)) {
            throw failure;
        }
    }
}
