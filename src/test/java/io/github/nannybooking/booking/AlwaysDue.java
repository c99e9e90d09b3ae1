package io.github.nannybooking.booking;

import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** An outbox without waiting: each booking is due whenever somebody looks, since its next check is always long past. */
public final class AlwaysDue {

    /** From the look at a booking to its next check. */
    public static final Duration DELAY = Duration.ofDays(-1);

    private AlwaysDue() {}

    public static BookingOutbox outbox(DynamoDbClient dynamoDb, String table, Clock clock) {
        return new BookingOutbox(dynamoDb, table, new CheckSchedule(clock, DELAY, DELAY));
    }
}
