package io.github.nannybooking.decline;

import io.github.nannybooking.table.ApplicationKey;
import io.github.nannybooking.table.BookingKey;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** What bookings know of the declines that became dead letters, so that they are counted, and not sent again. */
public final class FailedDeclines {

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final DeclineMessage messages;

    FailedDeclines(DynamoDbClient dynamoDb, String table, DeclineMessage messages) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.messages = messages;
    }

    /** Notes the application in the record of its booking, if the message names one and there is such a record. */
    public void note(@Body String message) {
        ApplicationKey application;
        try {
            application = messages.read(message);
        } catch (UndeclinableException namesNone) {
            return;
        }
        try {
            dynamoDb.updateItem(item -> item.tableName(table)
                    .key(new BookingKey(application.jobId()).toItemKey())
                    .conditionExpression("attribute_exists(PK)")
                    .updateExpression("ADD " + BookingKey.FAILED_ATTRIBUTE + " :id")
                    .expressionAttributeValues(
                            Map.of(":id", AttributeValue.fromSs(List.of(application.applicationId())))));
        } catch (ConditionalCheckFailedException noRecord) {
            // the job was CLOSED by a program that wrote none: nobody would look at the note
        }
    }
}
