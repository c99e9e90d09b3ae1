package io.github.nannybooking.booking;

import io.github.nannybooking.platform.correlation.CorrelationId;
import io.github.nannybooking.table.ApplicationKey;
import io.github.nannybooking.table.BookingKey;
import io.github.nannybooking.table.BookingStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The item of a booking. The transaction that closes the job writes it, so that the remaining work survives any
 * failure.
 *
 * @param request     the request of the booking
 * @param bookedOn    when the job was closed, in epoch seconds
 * @param status      DECLINING, NEEDS_ATTENTION or COMPLETED
 * @param completedOn when the booking was completed, in epoch seconds; null unless COMPLETED
 * @param checks      the number of checks since the booking entered the index
 * @param postponed   how often its next check was postponed since then, each time for twice as long
 * @param nextCheck   when the next check is due, in the format of {@link CheckSchedule}; null outside the index
 * @param failed      the ids of the applications whose decline became a dead letter
 * @param noticeDue   whether the notice to the accepted applicant is due
 * @param correlationId of the last request for this booking; null if it had none, or the item has an invalid one
 */
public record BookingRecord(
        BookingRequest request,
        long bookedOn,
        BookingStatus status,
        Long completedOn,
        int checks,
        int postponed,
        String nextCheck,
        Set<String> failed,
        boolean noticeDue,
        String correlationId) {

    /** A string set, or missing if no decline became a dead letter. */
    static final String FAILED = "failedApplicationIds";

    private static final String ACCEPTED_NOTICE = "acceptedNotice";
    private static final AttributeValue DUE = AttributeValue.fromS("DUE");
    private static final String CHECKS = "checks";
    private static final String POSTPONED = "postponed";
    static final String COMPLETED_ON = "completedOn";

    /** A record of an earlier version lacks the attribute. */
    private static final AttributeValue NEVER = AttributeValue.fromN("0");

    private static final String SHARD = "GSI1PK";
    private static final String NEXT_CHECK = "GSI1SK";
    private static final String JOB_ID = "jobId";
    static final String USERNAME = "username";
    static final String ACCEPTED_APPLICATION_ID = "acceptedApplicationId";
    static final String BOOKED_ON = "bookedOn";

    private static final Logger LOG = LoggerFactory.getLogger(BookingRecord.class);

    /** A record before its first check. */
    static BookingRecord declining(
            BookingRequest request, long bookedOn, String nextCheck, boolean noticeDue, String correlationId) {
        return new BookingRecord(
                request, bookedOn, BookingStatus.DECLINING, null, 0, 0, nextCheck, Set.of(), noticeDue, correlationId);
    }

    /** Empty if the item is empty, or if another program has made it unreadable, which is logged. */
    static Optional<BookingRecord> read(Map<String, AttributeValue> item) {
        if (item.isEmpty()) {
            return Optional.empty();
        }
        try {
            BookingRecord record = of(item);
            if (!item.entrySet().containsAll(record.key().toItemKey().entrySet())) {
                throw new IllegalArgumentException(
                        "it is the record of job " + record.request().jobId());
            }
            return Optional.of(record);
        } catch (RuntimeException unreadable) {
            LOG.error("The booking record {} cannot be read: {}", item.get("PK").s(), unreadable.toString());
            return Optional.empty();
        }
    }

    static BookingRecord of(Map<String, AttributeValue> item) {
        AttributeValue none = AttributeValue.builder().build();
        AttributeValue completedOn = item.getOrDefault(COMPLETED_ON, none);
        return new BookingRecord(
                new BookingRequest(
                        item.get(USERNAME).s(),
                        item.get(JOB_ID).s(),
                        item.get(ACCEPTED_APPLICATION_ID).s()),
                Long.parseLong(item.get(BOOKED_ON).n()),
                BookingStatus.valueOf(item.get(BookingStatus.ATTRIBUTE).s()),
                completedOn.n() == null ? null : Long.valueOf(completedOn.n()),
                Integer.parseInt(item.get(CHECKS).n()),
                Integer.parseInt(item.getOrDefault(POSTPONED, NEVER).n()),
                item.getOrDefault(NEXT_CHECK, none).s(),
                Set.copyOf(item.getOrDefault(FAILED, none).ss()),
                DUE.equals(item.get(ACCEPTED_NOTICE)),
                CorrelationId.read(item.getOrDefault(CorrelationId.NAME, none).s())
                        .orElse(null));
    }

    /**
     * The item of a DECLINING booking without failed declines. A COMPLETED booking has no keys in the index
     * {@code jobApplications}.
     */
    Map<String, AttributeValue> toItem() {
        Map<String, AttributeValue> item = new HashMap<>(key().toItemKey());
        item.put(SHARD, AttributeValue.fromS(key().shard()));
        item.put(NEXT_CHECK, AttributeValue.fromS(nextCheck));
        item.put(JOB_ID, AttributeValue.fromS(request.jobId()));
        item.put(USERNAME, AttributeValue.fromS(request.username()));
        item.put(ACCEPTED_APPLICATION_ID, AttributeValue.fromS(request.applicationId()));
        item.put(BOOKED_ON, AttributeValue.fromN(String.valueOf(bookedOn)));
        item.put(BookingStatus.ATTRIBUTE, AttributeValue.fromS(status.name()));
        item.put(CHECKS, AttributeValue.fromN(String.valueOf(checks)));
        item.put(POSTPONED, AttributeValue.fromN(String.valueOf(postponed)));
        if (noticeDue) {
            item.put(ACCEPTED_NOTICE, DUE);
        }
        if (correlationId != null) {
            item.put(CorrelationId.NAME, AttributeValue.fromS(correlationId));
        }
        return item;
    }

    /** The number of the attempt to notify the applicant; attempt 1 is part of the booking, each check makes another one. */
    public int noticeAttempt() {
        return checks + 1;
    }

    /** Whether the decline of this application, an item of the index {@code jobApplications}, became a dead letter. */
    boolean hasFailed(Map<String, AttributeValue> application) {
        return ApplicationKey.idOf(application).filter(failed::contains).isPresent();
    }

    boolean needsAttention() {
        return status == BookingStatus.NEEDS_ATTENTION;
    }

    BookingKey key() {
        return new BookingKey(request.jobId());
    }
}
