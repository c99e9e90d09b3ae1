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
 * The records of the bookings whose other applications may not all be DECLINED yet, and when each is looked at again
 * (<a href="https://docs.aws.amazon.com/prescriptive-guidance/latest/cloud-design-patterns/transactional-outbox.html">
 * Transactional outbox</a>).
 *
 * <p>Any number of instances may work on them: the first to look at a booking puts off its next check by a conditional
 * write, so that no other looks at the booking until then.
 */
public final class BookingOutbox {

    /** How many bookings of a shard one round finds; the next round finds the others. */
    private static final int MAX_DUE = 100;

    /** The applicant was notified, or the attempts have ended; a booking outside the index has no further attempt. */
    private static final String NOTICE_DONE = " AND attribute_not_exists(acceptedNotice)";

    private static final String KNOWN_AS_FAILED = "contains(failedApplicationIds, :id)";
    private static final String LOOK_AGAIN = "GSI1PK = :shard, GSI1SK = :next, checks = :none";

    private static final Logger LOG = LoggerFactory.getLogger(BookingOutbox.class);

    private final Table table;
    private final CheckSchedule schedule;

    BookingOutbox(Table table, CheckSchedule schedule) {
        this.table = table;
        this.schedule = schedule;
    }

    /** The partitions of the index in which bookings wait for their checks, in random order, so that none is always last. */
    public List<String> shards() {
        return shuffled(BookingKey.shards().stream());
    }

    /** Bookings of the shard whose next check is due, in random order, so that instances begin with different ones. */
    public List<BookingRecord> findDue(String shard) {
        return shuffled(table
                .query(query -> query.indexName(JobKey.INDEX)
                        .keyConditionExpression("GSI1PK = :shard AND GSI1SK <= :now")
                        .expressionAttributeValues(Map.of(
                                ":shard", AttributeValue.fromS(shard),
                                ":now", AttributeValue.fromS(schedule.now())))
                        .limit(MAX_DUE))
                .stream()
                .flatMap(BookingOutbox::read));
    }

    /** A record that can't be read must not keep all others of its shard waiting. */
    private static Stream<BookingRecord> read(Map<String, AttributeValue> item) {
        try {
            return Stream.of(BookingRecord.of(item));
        } catch (RuntimeException spoilt) {
            LOG.error(
                    "{} can't be read as a booking's record, so nobody looks at it: {}",
                    item.get("PK"),
                    spoilt.toString());
            return Stream.empty();
        }
    }

    private static <T> List<T> shuffled(Stream<T> elements) {
        List<T> list = elements.collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(list);
        return list;
    }

    /**
     * Takes the booking for this instance until its next check, which is put off twice as long as the last one was.
     *
     * @return the record as it is now; null if another instance was faster
     */
    public BookingRecord claim(BookingRecord due) {
        return update(
                        due,
                        "",
                        "SET GSI1SK = :next, checks = checks + :one",
                        Map.of(
                                ":next", AttributeValue.fromS(schedule.afterChecks(due.checks() + 1)),
                                ":one", AttributeValue.fromN("1")))
                .orElse(null);
    }

    /**
     * Marks the booking COMPLETED, unless its record has changed since it was claimed, or the applicant must still be
     * notified; then the next check completes it.
     */
    public void complete(BookingRecord claimed) {
        update(
                        claimed,
                        NOTICE_DONE,
                        "SET bookingStatus = :completed, completedOn = :now REMOVE GSI1PK, GSI1SK, failedApplicationIds",
                        Map.of(
                                ":completed", BookingStatus.COMPLETED.toValue(),
                                ":now", AttributeValue.fromN(String.valueOf(schedule.epochSecond()))))
                .ifPresent(completed -> LOG.info(
                        "Booking of job {} is COMPLETED", completed.request().jobId()));
    }

    /**
     * Marks a booking NEEDS_ATTENTION of which only failed declines are left, unless its record has changed since it was
     * claimed. It stays in the index: a failure is noted before its message becomes a dead letter, so SQS may deliver the
     * message once more and the application becomes DECLINED. Then only the next check completes the booking.
     */
    public void markNeedsAttention(BookingRecord claimed) {
        if (claimed.status() == BookingStatus.NEEDS_ATTENTION) {
            return;
        }
        update(
                        claimed,
                        "",
                        "SET bookingStatus = :attention",
                        Map.of(":attention", BookingStatus.NEEDS_ATTENTION.toValue()))
                .ifPresent(left -> LOG.warn(
                        "Booking of job {} needs attention: {} of its declines failed",
                        left.request().jobId(),
                        left.failed().size()));
    }

    /**
     * Updates the record if it has not changed since it was seen. The time of its next check does not suffice to know that:
     * {@link #restart} may set the same second as a claim before it, but not the same number of checks.
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
                .map(BookingRecord::of);
    }

    /** Notes that no notice of the booking is due: the applicant was notified, or the attempts have ended. */
    public void markNotified(BookingRecord booking) {
        boolean exists = table.update(item -> item.key(booking.key().toItemKey())
                        .conditionExpression("attribute_exists(PK)")
                        .updateExpression("REMOVE acceptedNotice"))
                .isPresent();
        if (!exists) {
            LOG.info("The record of job {} is gone", booking.request().jobId());
        }
    }

    /** The record of a booking that is about to be made; the notice to its applicant is due. */
    BookingRecord newRecord(BookingRequest request) {
        return declining(request, schedule.epochSecond(), true);
    }

    /**
     * Puts the record of a booking that was made before back to its first check, because applications are still PENDING or
     * declines have failed. What the record has noted stays: which declines failed, and whether a notice is due.
     *
     * @param before its record; empty if the job was CLOSED by a program that wrote none
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
     * Notes that the decline of the application became a dead letter. The record stays where it is in the index; a COMPLETED
     * one returns to it, so that a check finds out when the application becomes DECLINED. The condition is that the job has
     * a record.
     */
    public TransactWriteItem noteFailed(ApplicationKey application) {
        return updateOfFailed(
                application,
                "attribute_exists(PK)",
                "ADD failedApplicationIds :ids SET bookingStatus = :status, GSI1PK = if_not_exists(GSI1PK, :shard), "
                        + "GSI1SK = if_not_exists(GSI1SK, :next) REMOVE completedOn",
                Map.of(
                        ":ids", AttributeValue.fromSs(List.of(application.applicationId())),
                        ":status", BookingStatus.NEEDS_ATTENTION.toValue(),
                        ":shard", AttributeValue.fromS(new BookingKey(application.jobId()).shard()),
                        ":next", AttributeValue.fromS(schedule.afterChecks(0))));
    }

    /**
     * Forgets that the decline of the application failed, and puts the record back to its first check. The condition is that
     * the record has noted the failure.
     */
    public TransactWriteItem removeFailed(ApplicationKey application) {
        return updateOfFailed(
                application,
                KNOWN_AS_FAILED,
                "DELETE failedApplicationIds :ids SET bookingStatus = :status, " + LOOK_AGAIN,
                lookAgain(
                        application,
                        Map.of(
                                ":ids", AttributeValue.fromSs(List.of(application.applicationId())),
                                ":status", BookingStatus.DECLINING.toValue())));
    }

    /**
     * Puts the record back to its first check, but still as one whose decline of the application failed, so that the decline
     * is not sent again. The condition is that the record has noted the failure.
     */
    public TransactWriteItem restartChecks(ApplicationKey application) {
        return updateOfFailed(application, KNOWN_AS_FAILED, "SET " + LOOK_AGAIN, lookAgain(application, Map.of()));
    }

    private Map<String, AttributeValue> lookAgain(ApplicationKey application, Map<String, AttributeValue> more) {
        Map<String, AttributeValue> values = new HashMap<>(more);
        values.put(":id", AttributeValue.fromS(application.applicationId()));
        values.put(":shard", AttributeValue.fromS(new BookingKey(application.jobId()).shard()));
        values.put(":next", AttributeValue.fromS(schedule.afterChecks(0)));
        values.put(":none", AttributeValue.fromN("0"));
        return values;
    }

    private TransactWriteItem updateOfFailed(
            ApplicationKey application, String condition, String expression, Map<String, AttributeValue> values) {
        return table.change(update -> update.key(new BookingKey(application.jobId()).toItemKey())
                .conditionExpression(condition)
                .updateExpression(expression)
                .expressionAttributeValues(values));
    }

    private BookingRecord declining(BookingRequest request, long bookedOn, boolean noticeDue) {
        return BookingRecord.declining(request, bookedOn, schedule.afterChecks(0), noticeDue, CorrelationId.current());
    }
}
