package io.github.nannybooking.faileddecline;

import io.github.nannybooking.booking.BookingOutbox;
import io.github.nannybooking.decline.DeclineMessage;
import java.time.Clock;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The beans that the routes of dead letters and failed declines name. */
public final class FailedDeclineConfiguration implements CamelConfiguration {

    @BindToRegistry
    public FailedDeclines failedDeclines(
            DynamoDbClient dynamoDb,
            @PropertyInject("booking.table") String table,
            DeclineMessage messages,
            BookingOutbox bookings) {
        return new FailedDeclines(dynamoDb, table, messages, bookings, Clock.systemUTC());
    }

    @BindToRegistry
    public FailedDeclineReports failedDeclineReports(
            DynamoDbClient dynamoDb, @PropertyInject("booking.table") String table) {
        return new FailedDeclineReports(new FailedDeclineTable(dynamoDb, table));
    }

    @BindToRegistry
    public FailedDeclineRetries failedDeclineRetries(
            DynamoDbClient dynamoDb, @PropertyInject("booking.table") String table, BookingOutbox bookings) {
        return new FailedDeclineRetries(new FailedDeclineTable(dynamoDb, table), bookings, Clock.systemUTC());
    }

    @BindToRegistry
    public FailedDeclineRemovals failedDeclineRemovals(
            DynamoDbClient dynamoDb, @PropertyInject("booking.table") String table, BookingOutbox bookings) {
        return new FailedDeclineRemovals(new FailedDeclineTable(dynamoDb, table), bookings);
    }
}
