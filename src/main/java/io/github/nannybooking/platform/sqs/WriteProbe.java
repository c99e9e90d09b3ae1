package io.github.nannybooking.platform.sqs;

import java.util.Map;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Checks whether DynamoDB accepts writes, as reads may work while writes are throttled. Its update fails on a condition that
 * is true for no item, so it writes nothing, and DynamoDB works.
 */
record WriteProbe(DynamoDbClient dynamoDb, String table) implements BooleanSupplier {

    private static final Logger LOG = LoggerFactory.getLogger(WriteProbe.class);
    private static final AttributeValue NO_ITEM = AttributeValue.fromS("PROBE");

    @Override
    public boolean getAsBoolean() {
        try {
            dynamoDb.updateItem(item -> item.tableName(table)
                    .key(Map.of("PK", NO_ITEM, "SK", NO_ITEM))
                    .conditionExpression("attribute_exists(PK)"));
            return true;
        } catch (ConditionalCheckFailedException works) {
            return true;
        } catch (RuntimeException fails) {
            // any exception: the policy would not check again after a probe that throws
            LOG.warn("DynamoDB still fails: {}", fails.toString());
            return false;
        }
    }
}
