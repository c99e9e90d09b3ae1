package io.github.nannybooking.booking;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.nannybooking.platform.access.Caller;
import io.github.nannybooking.platform.http.problem.Problem;
import io.github.nannybooking.platform.http.problem.ProblemException;
import io.github.nannybooking.table.ApplicationStatus;
import io.github.nannybooking.table.BookingKey;
import io.github.nannybooking.table.BookingStatus;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.apache.camel.component.aws2.ddb.Ddb2Constants;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Where a booking stands: what {@code GET /bookings/{jobId}} answers. */
public final class BookingReports {

    private final JobApplications applications;

    BookingReports(JobApplications applications) {
        this.applications = applications;
    }

    /** The booking that a path names. */
    public BookingKey name(@Header("jobId") String jobId) {
        return new BookingKey(jobId);
    }

    /**
     * Puts the record together with the states of the applications, as the index knows them.
     *
     * @param item the record; empty or null if there is none
     * @throws ProblemException if there is none, or none of a job of the caller's (404)
     */
    public Report report(
            @Body BookingKey booking,
            @Header(Ddb2Constants.ATTRIBUTES) Map<String, AttributeValue> item,
            @Header(Caller.HEADER) Caller caller) {
        if (item == null || item.isEmpty()) {
            throw noSuchBooking(booking);
        }
        BookingRecord record = BookingRecord.of(item);
        if (!caller.mayActFor(record.request().username())) {
            throw noSuchBooking(booking);
        }
        return new Report(
                record.request().jobId(),
                record.request().applicationId(),
                record.status(),
                count(record),
                record.bookedOn(),
                record.completedOn());
    }

    private static ProblemException noSuchBooking(BookingKey booking) {
        return new ProblemException(
                Problem.of(404, "No such booking", "job %s has no booking".formatted(booking.jobId())));
    }

    private Applications count(BookingRecord record) {
        int pending = 0;
        int declined = 0;
        int failed = 0;
        for (Map<String, AttributeValue> application :
                applications.itemsOf(record.request().jobId())) {
            if (ApplicationStatus.DECLINED.isOf(application)) {
                declined++;
            } else if (ApplicationStatus.PENDING.isOf(application)) {
                if (record.hasFailed(application)) {
                    failed++;
                } else {
                    pending++;
                }
            }
        }
        return new Applications(pending, declined, failed);
    }

    /** The body of the 200. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Report(
            String jobId,
            String acceptedApplicationId,
            BookingStatus bookingStatus,
            Applications applications,
            long bookedOn,
            Long completedOn) {}

    /** How many of the other applications are in each state. */
    public record Applications(int pending, int declined, int failed) {}
}
