package io.github.nannybooking.job;

import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The bean that the routes of jobs name. */
public final class JobConfiguration implements CamelConfiguration {

    @BindToRegistry
    public Jobs jobs(DynamoDbClient dynamoDb, @PropertyInject("booking.table") String table) {
        return new Jobs(dynamoDb, table);
    }
}
