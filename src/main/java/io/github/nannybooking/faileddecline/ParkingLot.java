package io.github.nannybooking.faileddecline;

import io.github.nannybooking.aws.TransientFailures;
import io.github.nannybooking.booking.BookingOutbox;
import io.github.nannybooking.table.ApplicationKey;
import io.github.nannybooking.table.ApplicationStatus;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Keeps dead letters in the table, where they can be found, and no queue forgets them after 14 days. */
public final class ParkingLot {

    private static final Logger LOG = LoggerFactory.getLogger(ParkingLot.class);

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final FailureReader failures;
    private final BookingOutbox bookings;

    ParkingLot(DynamoDbClient dynamoDb, String table, FailureReader failures, BookingOutbox bookings) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.failures = failures;
        this.bookings = bookings;
    }

    /**
     * Keeps a dead letter, and notes it in the booking of an application that is PENDING. One that comes again is kept
     * once.
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
            write(put(failed), PendingApplication.require(table, application), bookings.noteFailed(application));
            return true;
        } catch (TransactionCanceledException cancelled) {
            requireConditionFailed(cancelled);
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
            requireConditionFailed(cancelled);
            LOG.info("A newer failure of {} is kept already", failed.id());
            return false;
        }
    }

    private TransactWriteItem put(FailedDecline failed) {
        return new FailedDeclineItem(table).put(failed);
    }

    private void write(TransactWriteItem... items) {
        dynamoDb.transactWriteItems(transaction -> transaction.transactItems(items));
    }

    private static void requireConditionFailed(TransactionCanceledException cancelled) {
        if (!TransientFailures.isConditionFailed(cancelled)) {
            throw cancelled;
        }
    }
}
