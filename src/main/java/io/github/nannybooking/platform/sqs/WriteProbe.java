package io.github.nannybooking.platform.sqs;

import java.util.Map;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Whether DynamoDB takes writes: a read may work while writes are throttled. It writes nothing, since its condition holds
 * for no item; that this is all that stands against the write tells that DynamoDB works.
 */
record WriteProbe(DynamoDbClient dynamoDb, String table) implements BooleanSupplier {

    private static final Logger LOG = LoggerFactory.getLogger(WriteProbe.class);
    private static final AttributeValue NOBODY = AttributeValue.fromS("PROBE");

    @Override
    public boolean getAsBoolean() {
        try {
            dynamoDb.updateItem(item -> item.tableName(table)
                    .key(Map.of("PK", NOBODY, "SK", NOBODY))
                    .conditionExpression("attribute_exists(PK)"));
            return true;
        } catch (ConditionalCheckFailedException works) {
            return true;
        } catch (RuntimeException fails) {
            // whatever it is: a probe that throws would be the last one
            LOG.warn("DynamoDB still fails: {}", fails.toString());
            return false;
        }
    }
}
