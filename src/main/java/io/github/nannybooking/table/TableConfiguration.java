package io.github.nannybooking.table;

import io.github.nannybooking.platform.settings.SettingsGroup;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The bean for access to the table. */
public final class TableConfiguration implements CamelConfiguration {

    @BindToRegistry(lazy = true)
    public Table table(DynamoDbClient dynamoDb, SettingsGroup settings) {
        return new Table(dynamoDb, settings.text("table"));
    }
}
