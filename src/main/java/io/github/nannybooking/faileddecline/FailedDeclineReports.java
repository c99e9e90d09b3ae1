package io.github.nannybooking.faileddecline;

import io.github.nannybooking.table.FailedDeclineKey;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;

/** What is told of failed declines. */
public final class FailedDeclineReports {

    private final FailedDeclineTable table;

    FailedDeclineReports(FailedDeclineTable table) {
        this.table = table;
    }

    /** What a query asks for. */
    public FailedDeclineQuery parse(@Header(Exchange.HTTP_QUERY) String query) {
        return FailedDeclineQuery.parse(query);
    }

    /** A page, the newest first. */
    public FailedDeclinePage list(@Body FailedDeclineQuery query) {
        return table.list(query);
    }

    /** The failed decline that a path names. */
    public FailedDeclineKey name(@Header("id") String id) {
        return new FailedDeclineKey(id);
    }

    /** @throws io.github.nannybooking.platform.http.problem.ProblemException if there is none (404) */
    public FailedDecline find(@Body FailedDeclineKey key) {
        return table.find(key);
    }
}
