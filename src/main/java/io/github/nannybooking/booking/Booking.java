package io.github.nannybooking.booking;

import io.github.nannybooking.notice.AcceptedNotice;
import io.github.nannybooking.table.JobStatus;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The body of a booking in the routes.
 *
 * @param request   the request of the booking
 * @param owner     the owner of the job according to the index; null if the index does not have the job (yet)
 * @param applicant the applicant to accept according to the index; null if the index does not have the application (yet)
 * @param others    the items of all other PENDING applications of the job
 * @param record    the record in the table; null before the transaction, and if the same booking was made before
 */
public record Booking(
        BookingRequest request,
        String owner,
        String applicant,
        List<Map<String, AttributeValue>> others,
        BookingRecord record) {

    Booking withOthers(List<Map<String, AttributeValue>> others) {
        return new Booking(request, owner, applicant, others, record);
    }

    Booking withRecord(BookingRecord record) {
        return new Booking(request, owner, applicant, others, record);
    }

    /** The answer after the acceptance. The other applications have a decline in the queue, or the reconciler sends it. */
    public Answer answer() {
        return new Answer(request.jobId(), JobStatus.CLOSED, request.applicationId(), others.size());
    }

    /** The notice to the accepted applicant. */
    public AcceptedNotice notice() {
        return AcceptedNotice.of(request.jobId(), request.applicationId(), applicant, request.username());
    }

    /** The body of the 200 of {@code POST /bookings}. */
    public record Answer(String jobId, JobStatus jobStatus, String acceptedApplicationId, int declining) {}
}
