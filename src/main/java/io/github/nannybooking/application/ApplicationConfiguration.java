package io.github.nannybooking.application;

import java.time.Clock;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The bean with which a route makes an application. */
public final class ApplicationConfiguration implements CamelConfiguration {

    @BindToRegistry
    public ApplicationTransaction applicationTransaction(
            DynamoDbClient dynamoDb, @PropertyInject("booking.table") String table) {
        return new ApplicationTransaction(dynamoDb, table, Clock.systemUTC());
    }
}
