package io.github.nannybooking.table;

import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The table, for the beans that read and write it. */
public final class TableConfiguration implements CamelConfiguration {

    @BindToRegistry(lazy = true)
    public Table table(DynamoDbClient dynamoDb, @PropertyInject("booking.table") String name) {
        return new Table(dynamoDb, name);
    }
}
