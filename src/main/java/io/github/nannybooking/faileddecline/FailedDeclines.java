package io.github.nannybooking.faileddecline;

import io.github.nannybooking.aws.TransientFailures;
import io.github.nannybooking.booking.BookingOutbox;
import io.github.nannybooking.decline.DeclineMessage;
import io.github.nannybooking.table.ApplicationKey;
import java.util.Optional;
import org.apache.camel.Body;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** What bookings know of the declines that become dead letters, so that they are counted, and not sent again. */
public final class FailedDeclines {

    private static final Logger LOG = LoggerFactory.getLogger(FailedDeclines.class);

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final DeclineMessage messages;
    private final BookingOutbox bookings;

    FailedDeclines(DynamoDbClient dynamoDb, String table, DeclineMessage messages, BookingOutbox bookings) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.messages = messages;
        this.bookings = bookings;
    }

    /** Notes the application in the record of its booking, if the message names one that is PENDING. */
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
            dynamoDb.transactWriteItems(transaction -> transaction.transactItems(
                    PendingApplication.require(table, application), bookings.noteFailed(application)));
        } catch (TransactionCanceledException cancelled) {
            if (!TransientFailures.isConditionFailed(cancelled)) {
                throw cancelled;
            }
            LOG.info("{} is not PENDING for a booking, so no booking tells of its dead letter", application);
        }
    }
}
