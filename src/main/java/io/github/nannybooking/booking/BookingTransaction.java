package io.github.nannybooking.booking;

import io.github.nannybooking.job.NoSuchJobException;
import io.github.nannybooking.platform.access.Caller;
import io.github.nannybooking.platform.aws.TransientFailures;
import io.github.nannybooking.table.ApplicationStatus;
import io.github.nannybooking.table.BookingKey;
import io.github.nannybooking.table.JobStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * The heart of a booking: job OPEN to CLOSED, application PENDING to ACCEPTED and the booking's record, all or none.
 *
 * <p>The SDK gives each call a client request token and repeats it with the same token when an answer was lost, so a
 * transaction that was committed all the same is not cancelled by its own repetition
 * (<a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html">Idempotency</a>).
 */
public final class BookingTransaction {

    private static final Logger LOG = LoggerFactory.getLogger(BookingTransaction.class);

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final BookingOutbox outbox;

    BookingTransaction(DynamoDbClient dynamoDb, String table, BookingOutbox outbox) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.outbox = outbox;
    }

    /**
     * Accepts the application, or finds that this very booking was made before.
     *
     * @return the record of the booking; null if it was made before
     * @throws NoSuchJobException           if there is none; or it is somebody else's, which an admin alone is told
     * @throws BookingRefusedException      if a condition failed: the job or the application is not as it must be
     * @throws TransactionCanceledException if conflicts or throttling outlast the retries
     */
    public BookingRecord accept(@Body Booking booking, @Header(Caller.HEADER) Caller caller) {
        BookingRequest request = booking.request();
        BookingRecord made = outbox.newRecord(request);
        try {
            dynamoDb.transactWriteItems(transaction -> transaction.transactItems(
                    move(request.jobKey().toItemKey(), JobStatus.ATTRIBUTE, JobStatus.OPEN, JobStatus.CLOSED),
                    move(
                            request.applicationKey().toItemKey(),
                            ApplicationStatus.ATTRIBUTE,
                            ApplicationStatus.PENDING,
                            ApplicationStatus.ACCEPTED),
                    outbox.putNew(made)));
            LOG.info("Job {} is booked with application {}", request.jobId(), request.applicationId());
            return made;
        } catch (TransactionCanceledException cancelled) {
            TransientFailures.requireConditionFailed(cancelled);
            Optional<BookingRecord> record = requireBookedBefore(booking, caller);
            if (!booking.others().isEmpty()
                    || record.filter(BookingRecord::needsAttention).isPresent()) {
                outbox.putAgain(request, record);
            }
            return null;
        }
    }

    /** A condition on a status holds for no item that does not exist. */
    private TransactWriteItem move(Map<String, AttributeValue> key, String attribute, Enum<?> from, Enum<?> to) {
        return TransactWriteItem.builder()
                .update(Update.builder()
                        .tableName(table)
                        .key(key)
                        .updateExpression("SET #status = :to")
                        .conditionExpression("#status = :from")
                        .expressionAttributeNames(Map.of("#status", attribute))
                        .expressionAttributeValues(Map.of(
                                ":from", AttributeValue.fromS(from.name()), ":to", AttributeValue.fromS(to.name())))
                        .build())
                .build();
    }

    /**
     * Reads the items as they are now and tells what stood against the booking. They are read in one transaction: of
     * several reads, one could see its item after a booking that is being committed, and another before it
     * (<a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html">Isolation</a>).
     *
     * @return the booking's record; empty if the job was CLOSED by a program that wrote none
     */
    private Optional<BookingRecord> requireBookedBefore(Booking booking, Caller caller) {
        BookingRequest request = booking.request();
        List<ItemResponse> items = dynamoDb.transactGetItems(read -> read.transactItems(
                        get(request.jobKey().toItemKey()),
                        get(request.applicationKey().toItemKey()),
                        get(new BookingKey(request.jobId()).toItemKey())))
                .responses();
        Map<String, AttributeValue> job = items.get(0).item();
        Map<String, AttributeValue> application = items.get(1).item();
        Optional<BookingRecord> record =
                Optional.of(items.get(2).item()).filter(item -> !item.isEmpty()).map(BookingRecord::of);
        if (job.isEmpty()) {
            boolean somebodyElses = booking.owner() != null && !booking.owner().equals(request.username());
            throw somebodyElses && caller.isAdmin()
                    ? BookingRefusedException.notYourJob(request)
                    : new NoSuchJobException(request.jobId());
        }
        if (record.isPresent() && !record.get().request().equals(request)) {
            throw BookingRefusedException.alreadyBooked(request);
        }
        if (record.isEmpty()) {
            requireAccepted(request, job, application);
        }
        LOG.info("Job {} was booked with application {} before", request.jobId(), request.applicationId());
        return record;
    }

    /** Of a job without a booking's record, the states alone tell. */
    private static void requireAccepted(
            BookingRequest request, Map<String, AttributeValue> job, Map<String, AttributeValue> application) {
        if (application.isEmpty()) {
            throw BookingRefusedException.noSuchApplication(request);
        }
        if (JobStatus.OPEN.isOf(job)) {
            throw BookingRefusedException.notPending(request);
        }
        if (!ApplicationStatus.ACCEPTED.isOf(application)) {
            throw BookingRefusedException.alreadyBooked(request);
        }
    }

    private TransactGetItem get(Map<String, AttributeValue> key) {
        return TransactGetItem.builder()
                .get(get -> get.tableName(table).key(key))
                .build();
    }
}
