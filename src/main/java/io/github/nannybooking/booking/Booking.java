package io.github.nannybooking.booking;

import io.github.nannybooking.notice.AcceptedNotice;
import io.github.nannybooking.table.JobStatus;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A booking on its way through the routes.
 *
 * @param request   the request for it
 * @param owner     who owns the job as the index knows it; null if the index knows no such job (yet)
 * @param applicant whose application is to be accepted, as the index knows it; null if it knows no such application (yet)
 * @param others    the items of all PENDING applications of the job but the one to accept
 * @param record    its record in the table; null before the booking is made, and if the same booking was made before
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

    /** The answer, once the application is accepted: the others are queued, or left to the reconciler. */
    public Answer answer() {
        return new Answer(request.jobId(), JobStatus.CLOSED, request.applicationId(), others.size());
    }

    /** The notice to the applicant, once the application is accepted. */
    public AcceptedNotice notice() {
        return AcceptedNotice.of(request.jobId(), request.applicationId(), applicant, request.username());
    }

    /** The body of the 200 of {@code POST /bookings}. */
    public record Answer(String jobId, JobStatus jobStatus, String acceptedApplicationId, int declining) {}
}
