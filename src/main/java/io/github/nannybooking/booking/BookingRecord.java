package io.github.nannybooking.booking;

import io.github.nannybooking.platform.correlation.CorrelationId;
import io.github.nannybooking.table.ApplicationKey;
import io.github.nannybooking.table.BookingKey;
import io.github.nannybooking.table.BookingStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The item of a booking. The transaction that closes the job writes it, so that the work left for the booking is known
 * after any failure.
 *
 * @param request     what was asked for
 * @param bookedOn    when the job was closed, in epoch seconds
 * @param status      whether applications are left to decline
 * @param completedOn when none was left, in epoch seconds; null unless COMPLETED
 * @param checks      how often it was looked at again since it was put into the index
 * @param nextCheck   when it is due to be looked at again, as {@link CheckSchedule} has it; null out of the index
 * @param failed      the ids of the applications whose decline became a dead letter
 * @param noticeDue   whether the accepted applicant must still be notified
 * @param correlationId of the request that made the booking, or was the last to make it again; null if it had none
 */
public record BookingRecord(
        BookingRequest request,
        long bookedOn,
        BookingStatus status,
        Long completedOn,
        int checks,
        String nextCheck,
        Set<String> failed,
        boolean noticeDue,
        String correlationId) {

    /** The attribute with the ids of the applications whose decline became a dead letter: a set of texts, if any did. */
    private static final String FAILED = "failedApplicationIds";

    private static final String ACCEPTED_NOTICE = "acceptedNotice";
    private static final AttributeValue DUE = AttributeValue.fromS("DUE");
    private static final String CHECKS = "checks";
    private static final String COMPLETED_ON = "completedOn";
    private static final String SHARD = "GSI1PK";
    private static final String NEXT_CHECK = "GSI1SK";
    private static final String JOB_ID = "jobId";
    private static final String USERNAME = "username";
    private static final String ACCEPTED_APPLICATION_ID = "acceptedApplicationId";
    private static final String BOOKED_ON = "bookedOn";

    /** A record before its first check. */
    static BookingRecord declining(
            BookingRequest request, long bookedOn, String nextCheck, boolean noticeDue, String correlationId) {
        return new BookingRecord(
                request, bookedOn, BookingStatus.DECLINING, null, 0, nextCheck, Set.of(), noticeDue, correlationId);
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
                item.getOrDefault(NEXT_CHECK, none).s(),
                Set.copyOf(item.getOrDefault(FAILED, none).ss()),
                DUE.equals(item.get(ACCEPTED_NOTICE)),
                item.getOrDefault(CorrelationId.NAME, none).s());
    }

    /**
     * The item of a DECLINING booking of which no decline has failed; its sparse keys in the index {@code jobApplications} go
     * when nothing is left to do.
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
        if (noticeDue) {
            item.put(ACCEPTED_NOTICE, DUE);
        }
        if (correlationId != null) {
            item.put(CorrelationId.NAME, AttributeValue.fromS(correlationId));
        }
        return item;
    }

    /** The number of the attempt to notify the applicant at this check; the booking itself makes attempt 1. */
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
