package io.github.nannybooking.decline;

import java.util.Map;
import org.apache.camel.throttling.ThrottlingExceptionHalfOpenHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Whether DynamoDB takes writes: a read may work while writes are throttled. It writes nothing, since its condition holds
 * for no item; that this is all that stands against the write tells that DynamoDB works.
 */
record WriteProbe(DynamoDbClient dynamoDb, String table) implements ThrottlingExceptionHalfOpenHandler {

    private static final Logger LOG = LoggerFactory.getLogger(WriteProbe.class);
    private static final AttributeValue NOBODY = AttributeValue.fromS("PROBE");

    @Override
    public boolean isReadyToBeClosed() {
        try {
            dynamoDb.updateItem(item -> item.tableName(table)
                    .key(Map.of("PK", NOBODY, "SK", NOBODY))
                    .conditionExpression("attribute_exists(PK)"));
            return true;
        } catch (ConditionalCheckFailedException works) {
            return true;
        } catch (RuntimeException fails) {
            // whatever it is: thrown from here it would end the only thread that may end the pause
            LOG.warn("DynamoDB still fails: {}", fails.toString());
            return false;
        }
    }
}
