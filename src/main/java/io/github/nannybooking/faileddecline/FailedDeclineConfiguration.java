package io.github.nannybooking.faileddecline;

import io.github.nannybooking.booking.BookingOutbox;
import io.github.nannybooking.decline.DeclineMessage;
import io.github.nannybooking.table.Table;
import java.time.Clock;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;

/** The beans of the dead letter and failed decline routes. */
public final class FailedDeclineConfiguration implements CamelConfiguration {

    @BindToRegistry(lazy = true)
    public FailedDeclines failedDeclines(Table table, DeclineMessage messages, BookingOutbox bookings) {
        return new FailedDeclines(table, messages, bookings, Clock.systemUTC());
    }

    @BindToRegistry(lazy = true)
    public FailedDeclineActions failedDeclineActions(FailedDeclines failedDeclines, BookingOutbox bookings) {
        return new FailedDeclineActions(failedDeclines, bookings, Clock.systemUTC());
    }
}
