package io.github.nannybooking.booking;

import io.github.nannybooking.platform.correlation.CorrelationId;
import io.github.nannybooking.table.ApplicationKey;
import io.github.nannybooking.table.BookingKey;
import io.github.nannybooking.table.BookingStatus;
import io.github.nannybooking.table.JobKey;
import io.github.nannybooking.table.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The booking records, and the index of the bookings that are due for a check until all other applications are DECLINED
 * (<a href="https://docs.aws.amazon.com/prescriptive-guidance/latest/cloud-design-patterns/transactional-outbox.html">
 * Transactional outbox</a>).
 *
 * <p>Any number of instances may check bookings: the first instance claims a booking by a conditional write that postpones
 * its next check, so no other instance checks the booking until then.
 */
public final class BookingOutbox {

    /** The maximum number of bookings of a shard in a round; the next round finds the rest. */
    private static final int MAX_DUE = 100;

    /** The notice was sent or given up; a booking outside the index has no further attempt. */
    private static final String NOTICE_DONE = " AND attribute_not_exists(acceptedNotice)";

    /** Otherwise ADD would be invalid, and the dead letter could not be parked. */
    private static final String CAN_NOTE_FAILED =
            "attribute_exists(PK) AND (attribute_not_exists(failedApplicationIds) "
                    + "OR attribute_type(failedApplicationIds, :set))";

    private static final String HAS_FAILED = "contains(failedApplicationIds, :id)";
    private static final String POSTPONE = "ADD postponed :one SET GSI1SK = :next";

    private static final String FIRST_CHECK = "GSI1PK = :shard, GSI1SK = :next, checks = :none, postponed = :none";

    private static final Logger LOG = LoggerFactory.getLogger(BookingOutbox.class);

    private final Table table;
    private final CheckSchedule schedule;

    BookingOutbox(Table table, CheckSchedule schedule) {
        this.table = table;
        this.schedule = schedule;
    }

    /** The partitions of the index, in random order, so that no partition is always last. */
    public List<String> shards() {
        return shuffled(BookingKey.shards().stream());
    }

    /**
     * The bookings of a shard that are due for a check, in random order, so that instances start with different bookings. An
     * unreadable record is skipped and does not count for the maximum, so that any number of them does not block the shard.
     */
    public List<BookingRecord> findDue(String shard) {
        return shuffled(table
                .queryAll(query -> query.indexName(JobKey.INDEX)
                        .keyConditionExpression("GSI1PK = :shard AND GSI1SK <= :now")
                        .expressionAttributeValues(Map.of(
                                ":shard", AttributeValue.fromS(shard),
                                ":now", AttributeValue.fromS(schedule.now())))
                        .limit(MAX_DUE))
                .stream()
                .flatMap(item -> BookingRecord.read(item).stream())
                .limit(MAX_DUE));
    }

    private static <T> List<T> shuffled(Stream<T> elements) {
        List<T> list = elements.collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(list);
        return list;
    }

    /**
     * Claims the booking for this instance until its next check. That follows soon, unless the check ends and postpones it:
     * a check that fails or dies with its instance has sent nothing, or not all.
     *
     * @return the updated record; null if another instance claimed the booking
     */
    public BookingRecord claim(BookingRecord due) {
        return update(
                        due,
                        "",
                        "SET GSI1SK = :next, checks = checks + :one",
                        Map.of(
                                ":next", AttributeValue.fromS(schedule.afterPostponed(0)),
                                ":one", AttributeValue.fromN("1")))
                .orElse(null);
    }

    /**
     * Marks the booking COMPLETED, unless its record has changed since the claim or the notice to the applicant is due. Then
     * a later check completes the booking.
     */
    public void complete(BookingRecord claimed) {
        Optional<BookingRecord> completed = update(
                claimed,
                NOTICE_DONE,
                "SET bookingStatus = :completed, completedOn = :now REMOVE GSI1PK, GSI1SK, failedApplicationIds",
                Map.of(
                        ":completed", BookingStatus.COMPLETED.toValue(),
                        ":now", AttributeValue.fromN(String.valueOf(schedule.epochSecond()))));
        if (completed.isPresent()) {
            LOG.info("Booking of job {} is COMPLETED", claimed.request().jobId());
        } else if (claimed.noticeDue()) {
            postpone(claimed);
        }
    }

    /**
     * Postpones the next check, each time for twice as long, so that a long queue does not fill with repeated declines. Does
     * nothing if the record has changed since the claim.
     */
    public void postpone(BookingRecord claimed) {
        update(claimed, "", POSTPONE, postponed(claimed));
    }

    private Map<String, AttributeValue> postponed(BookingRecord claimed) {
        return Map.of(
                ":next", AttributeValue.fromS(schedule.afterPostponed(claimed.postponed())),
                ":one", AttributeValue.fromN("1"));
    }

    /**
     * Marks a booking NEEDS_ATTENTION that has only failed declines left, unless its record has changed since the claim. The
     * booking stays in the index: the record notes a failure before the message becomes a dead letter, so SQS may deliver
     * the message once more and the application becomes DECLINED. Then only the next check completes the booking.
     */
    public void markNeedsAttention(BookingRecord claimed) {
        if (claimed.status() == BookingStatus.NEEDS_ATTENTION) {
            postpone(claimed);
            return;
        }
        Map<String, AttributeValue> values = new HashMap<>(postponed(claimed));
        values.put(":attention", BookingStatus.NEEDS_ATTENTION.toValue());
        update(claimed, "", POSTPONE + ", bookingStatus = :attention", values)
                .ifPresent(left -> LOG.warn(
                        "Booking of job {} needs attention: {} of its declines failed",
                        left.request().jobId(),
                        left.failed().size()));
    }

    /**
     * Updates the record if it has not changed. The condition compares the number of checks as well as the time of the next
     * check, because {@link #restart} may set the same second as the claim before it.
     */
    private Optional<BookingRecord> update(
            BookingRecord seen, String condition, String expression, Map<String, AttributeValue> values) {
        Map<String, AttributeValue> all = new HashMap<>(values);
        all.put(":seen", AttributeValue.fromS(seen.nextCheck()));
        all.put(":checks", AttributeValue.fromN(String.valueOf(seen.checks())));
        return table.update(item -> item.key(seen.key().toItemKey())
                        .conditionExpression("GSI1SK = :seen AND checks = :checks" + condition)
                        .updateExpression(expression)
                        .expressionAttributeValues(all)
                        .returnValues(ReturnValue.ALL_NEW))
                .flatMap(BookingRecord::read);
    }

    /** Notes that no notice of the booking is due: the notice was sent or given up. */
    public void markNotified(BookingRecord booking) {
        boolean exists = table.update(item -> item.key(booking.key().toItemKey())
                        .conditionExpression("attribute_exists(PK)")
                        .updateExpression("REMOVE acceptedNotice"))
                .isPresent();
        if (!exists) {
            LOG.info("Job {} has no booking record", booking.request().jobId());
        }
    }

    /** The record of a new booking, with a notice due. */
    BookingRecord newRecord(BookingRequest request) {
        return declining(request, schedule.epochSecond(), true);
    }

    /**
     * Schedules the first check of an existing booking again, because applications are still PENDING or declines have failed.
     * The record keeps its failed declines and the state of its notice.
     *
     * @param before the record; empty if another program closed the job without a record
     */
    void restart(BookingRequest request, Optional<BookingRecord> before) {
        long bookedOn = before.map(BookingRecord::bookedOn).orElseGet(schedule::epochSecond);
        BookingRecord again = declining(request, bookedOn, false);
        Map<String, AttributeValue> attributes = again.toItem();
        attributes.keySet().removeAll(again.key().toItemKey().keySet());
        table.update(item -> item.key(again.key().toItemKey())
                .updateExpression(attributes.keySet().stream()
                        .sorted()
                        .map(name -> name + " = :" + name)
                        .collect(Collectors.joining(", ", "SET ", " REMOVE completedOn")))
                .expressionAttributeValues(attributes.entrySet().stream()
                        .collect(Collectors.toMap(named -> ":" + named.getKey(), Map.Entry::getValue))));
    }

    /**
     * Notes that the decline of the application became a dead letter, which is parked. The next check stays as it is; a
     * COMPLETED record returns to the index, so that a check notices when the application becomes DECLINED. The condition is
     * that the job has a record, and that no other program has changed its failures to anything but a string set.
     */
    public TransactWriteItem noteFailed(ApplicationKey application) {
        return updateOfFailed(
                application,
                CAN_NOTE_FAILED,
                "ADD failedApplicationIds :ids SET bookingStatus = :status, GSI1PK = if_not_exists(GSI1PK, :shard), "
                        + "GSI1SK = if_not_exists(GSI1SK, :next) REMOVE completedOn",
                Map.of(
                        ":set", AttributeValue.fromS("SS"),
                        ":ids", AttributeValue.fromSs(List.of(application.applicationId())),
                        ":status", BookingStatus.NEEDS_ATTENTION.toValue(),
                        ":shard", AttributeValue.fromS(new BookingKey(application.jobId()).shard()),
                        ":next", AttributeValue.fromS(schedule.afterPostponed(0))));
    }

    /**
     * Removes the failure from the record, and schedules the first check again. The condition is that the record has noted
     * the failure.
     */
    public TransactWriteItem removeFailed(ApplicationKey application) {
        return restartFailed(
                application,
                "DELETE failedApplicationIds :ids SET bookingStatus = :status, ",
                Map.of(
                        ":ids", AttributeValue.fromSs(List.of(application.applicationId())),
                        ":status", BookingStatus.DECLINING.toValue()));
    }

    /**
     * Schedules the first check again, and keeps the failure in the record, so that the decline is not sent again. The
     * condition is that the record has noted the failure.
     */
    public TransactWriteItem restartChecks(ApplicationKey application) {
        return restartFailed(application, "SET ", Map.of());
    }

    private TransactWriteItem restartFailed(
            ApplicationKey application, String expression, Map<String, AttributeValue> more) {
        Map<String, AttributeValue> values = new HashMap<>(more);
        values.put(":id", AttributeValue.fromS(application.applicationId()));
        values.put(":shard", AttributeValue.fromS(new BookingKey(application.jobId()).shard()));
        values.put(":next", AttributeValue.fromS(schedule.afterPostponed(0)));
        values.put(":none", AttributeValue.fromN("0"));
        return updateOfFailed(application, HAS_FAILED, expression + FIRST_CHECK, values);
    }

    private TransactWriteItem updateOfFailed(
            ApplicationKey application, String condition, String expression, Map<String, AttributeValue> values) {
        return table.change(update -> update.key(new BookingKey(application.jobId()).toItemKey())
                .conditionExpression(condition)
                .updateExpression(expression)
                .expressionAttributeValues(values));
    }

    private BookingRecord declining(BookingRequest request, long bookedOn, boolean noticeDue) {
        return BookingRecord.declining(
                request, bookedOn, schedule.afterPostponed(0), noticeDue, CorrelationId.current());
    }
}
