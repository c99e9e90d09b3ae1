package io.github.nannybooking.faileddecline;

import io.github.nannybooking.table.ApplicationKey;
import io.github.nannybooking.table.ApplicationStatus;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** A transaction's condition that an application is PENDING: only then a booking has still to do with its decline. */
final class PendingApplication {

    private PendingApplication() {}

    static TransactWriteItem require(String table, ApplicationKey application) {
        return TransactWriteItem.builder()
                .conditionCheck(check -> check.tableName(table)
                        .key(application.toItemKey())
                        .conditionExpression("#status = :pending")
                        .expressionAttributeNames(Map.of("#status", ApplicationStatus.ATTRIBUTE))
                        .expressionAttributeValues(
                                Map.of(":pending", AttributeValue.fromS(ApplicationStatus.PENDING.name())))
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .build();
    }
}
