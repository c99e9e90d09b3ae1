package io.github.nannybooking.faileddecline;

import io.github.nannybooking.booking.BookingOutbox;
import io.github.nannybooking.decline.DeclineMessage;
import io.github.nannybooking.platform.aws.TransientFailures;
import io.github.nannybooking.table.ApplicationKey;
import io.github.nannybooking.table.ApplicationStatus;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * Declines that failed for good: noted in the record of their booking, so that they are counted and not sent again, and
 * kept in the table, where they can be found, and no queue forgets them after 14 days.
 */
public final class FailedDeclines {

    private static final Logger LOG = LoggerFactory.getLogger(FailedDeclines.class);

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final DeclineMessage messages;
    private final FailureReader failures;
    private final BookingOutbox bookings;

    FailedDeclines(
            DynamoDbClient dynamoDb, String table, DeclineMessage messages, BookingOutbox bookings, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.messages = messages;
        this.failures = new FailureReader(messages, clock);
        this.bookings = bookings;
    }

    /** Notes a decline in the record of its booking, if the message names an application that is PENDING. */
    public void note(@Body String message) {
        Optional<ApplicationKey> application = messages.find(message);
        if (application.isPresent()) {
            note(application.get());
        } else {
            LOG.info("A dead letter names no application, so no booking can tell of it");
        }
    }

    private void note(ApplicationKey application) {
        try {
            write(requirePending(application), bookings.noteFailed(application));
        } catch (TransactionCanceledException cancelled) {
            TransientFailures.requireConditionFailed(cancelled);
            LOG.info("{} is not PENDING for a booking, so no booking tells of its dead letter", application);
        }
    }

    /**
     * Keeps a dead letter, and notes it as well. One that comes again is kept once.
     *
     * @return what is kept; null if there is nothing left to do, since the application is DECLINED or a newer failure of
     *     the same decline is kept
     */
    public FailedDecline park(
            @Body String message,
            @Header(Sqs2Constants.MESSAGE_ATTRIBUTES) Map<String, MessageAttributeValue> attributes,
            @Header(Sqs2Constants.MESSAGE_ID) String messageId) {
        FailedDecline failed = failures.read(message, attributes, messageId);
        boolean kept = failed.application()
                .map(application -> keepAndNote(failed, application))
                .orElseGet(() -> keep(failed));
        if (kept) {
            LOG.info("Failed decline {} is parked: {}", failed.id(), failed.reason());
        }
        return kept ? failed : null;
    }

    private boolean keepAndNote(FailedDecline failed, ApplicationKey application) {
        try {
            write(put(failed), requirePending(application), bookings.noteFailed(application));
            return true;
        } catch (TransactionCanceledException cancelled) {
            TransientFailures.requireConditionFailed(cancelled);
            CancellationReason notPending = cancelled.cancellationReasons().get(1);
            if (ApplicationStatus.DECLINED.isOf(notPending.item())) {
                LOG.info("{} is DECLINED meanwhile, so its dead letter is not kept", application);
                return false;
            }
            return keep(failed);
        }
    }

    /** Of what no booking has to know. */
    private boolean keep(FailedDecline failed) {
        try {
            write(put(failed));
            return true;
        } catch (TransactionCanceledException cancelled) {
            TransientFailures.requireConditionFailed(cancelled);
            LOG.info("A newer failure of {} is kept already", failed.id());
            return false;
        }
    }

    private TransactWriteItem put(FailedDecline failed) {
        return new FailedDeclineItem(table).put(failed);
    }

    /** Only then a booking has still to do with the decline. */
    private TransactWriteItem requirePending(ApplicationKey application) {
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

    private void write(TransactWriteItem... items) {
        dynamoDb.transactWriteItems(transaction -> transaction.transactItems(items));
    }
}
