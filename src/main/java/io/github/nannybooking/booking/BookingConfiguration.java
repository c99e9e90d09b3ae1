package io.github.nannybooking.booking;

import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The beans that the route {@code book-nanny} names. */
public final class BookingConfiguration implements CamelConfiguration {

    @BindToRegistry
    public JobApplications jobApplications(DynamoDbClient dynamoDb, @PropertyInject("booking.table") String table) {
        return new JobApplications(dynamoDb, table);
    }

    @BindToRegistry
    public BookingTransaction bookingTransaction(
            DynamoDbClient dynamoDb, @PropertyInject("booking.table") String table) {
        return new BookingTransaction(dynamoDb, table);
    }
}
