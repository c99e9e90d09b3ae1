package io.github.nannybooking.decline;

import io.github.nannybooking.aws.TransientFailures;
import io.github.nannybooking.table.ApplicationKey;
import io.github.nannybooking.table.ApplicationStatus;
import io.github.nannybooking.table.BookingKey;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** What bookings know of the declines that became dead letters, so that they are counted, and not sent again. */
public final class FailedDeclines {

    private static final Logger LOG = LoggerFactory.getLogger(FailedDeclines.class);

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final DeclineMessage messages;

    FailedDeclines(DynamoDbClient dynamoDb, String table, DeclineMessage messages) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.messages = messages;
    }

    /** Notes the application in the record of its booking, if the message names one that is PENDING. */
    public void note(@Body String message) {
        try {
            note(messages.read(message));
        } catch (UndeclinableException namesNone) {
            LOG.info("A dead letter names no application, so no booking can tell of it");
        }
    }

    private void note(ApplicationKey application) {
        try {
            dynamoDb.transactWriteItems(
                    transaction -> transaction.transactItems(requirePending(application), addToRecord(application)));
        } catch (TransactionCanceledException cancelled) {
            if (!TransientFailures.isConditionFailed(cancelled)) {
                throw cancelled;
            }
            LOG.info("{} is not PENDING for a booking, so no booking tells of its dead letter", application);
        }
    }

    private TransactWriteItem requirePending(ApplicationKey application) {
        return TransactWriteItem.builder()
                .conditionCheck(check -> check.tableName(table)
                        .key(application.toItemKey())
                        .conditionExpression("#status = :pending")
                        .expressionAttributeNames(Map.of("#status", ApplicationStatus.ATTRIBUTE))
                        .expressionAttributeValues(
                                Map.of(":pending", AttributeValue.fromS(ApplicationStatus.PENDING.name()))))
                .build();
    }

    private TransactWriteItem addToRecord(ApplicationKey application) {
        return TransactWriteItem.builder()
                .update(update -> update.tableName(table)
                        .key(new BookingKey(application.jobId()).toItemKey())
                        .conditionExpression("attribute_exists(PK)")
                        .updateExpression("ADD " + BookingKey.FAILED_ATTRIBUTE + " :id")
                        .expressionAttributeValues(
                                Map.of(":id", AttributeValue.fromSs(List.of(application.applicationId())))))
                .build();
    }
}
