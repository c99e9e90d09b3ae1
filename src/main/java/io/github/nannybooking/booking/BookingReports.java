package io.github.nannybooking.booking;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.nannybooking.platform.access.Caller;
import io.github.nannybooking.platform.http.problem.Problem;
import io.github.nannybooking.platform.http.problem.ProblemException;
import io.github.nannybooking.table.ApplicationKey;
import io.github.nannybooking.table.ApplicationStatus;
import io.github.nannybooking.table.Attributes;
import io.github.nannybooking.table.BookingKey;
import io.github.nannybooking.table.BookingStatus;
import io.github.nannybooking.table.Table;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.apache.camel.Header;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The state of a booking, for {@code GET /bookings/{jobId}}. */
public final class BookingReports {

    private final Table table;
    private final JobApplications applications;

    BookingReports(Table table, JobApplications applications) {
        this.table = table;
        this.applications = applications;
    }

    /** Reads the job id of the path; {@code bodyValidator} validates it. */
    public BookingKey parseId(@Header("jobId") String jobId) {
        return new BookingKey(jobId);
    }

    /**
     * Reads a booking, and counts the applications of its job by state. The counts are eventually consistent.
     *
     * @throws ProblemException if there is no such booking of a job of the caller (404)
     */
    public Report read(@Body BookingKey booking, @Header(Caller.HEADER) Caller caller) {
        Map<String, AttributeValue> item = table.read(booking.toItemKey());
        if (item.isEmpty()) {
            throw noSuchBooking(booking);
        }
        Attributes record = new Attributes(item);
        if (!caller.mayActFor(record.text(BookingRecord.USERNAME))) {
            throw noSuchBooking(booking);
        }
        return new Report(
                booking.jobId(),
                record.text(BookingRecord.ACCEPTED_APPLICATION_ID),
                Stream.of(BookingStatus.values())
                        .filter(status -> status.isOf(item))
                        .findFirst()
                        .orElse(null),
                count(booking, record.texts(BookingRecord.FAILED)),
                record.wholeNumber(BookingRecord.BOOKED_ON),
                record.wholeNumber(BookingRecord.COMPLETED_ON));
    }

    private static ProblemException noSuchBooking(BookingKey booking) {
        return new ProblemException(
                Problem.of(404, "No such booking", "job %s has no booking".formatted(booking.jobId())));
    }

    private Applications count(BookingKey booking, Set<String> failedIds) {
        int pending = 0;
        int declined = 0;
        int failed = 0;
        for (Map<String, AttributeValue> item : applications.itemsOf(booking.jobId())) {
            Optional<String> applicationId = ApplicationKey.idOf(item);
            if (applicationId.isPresent() && ApplicationStatus.DECLINED.isOf(item)) {
                declined++;
            } else if (applicationId.isPresent() && ApplicationStatus.PENDING.isOf(item)) {
                if (failedIds.contains(applicationId.get())) {
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
            Long bookedOn,
            Long completedOn) {}

    /** The number of other applications in each state. */
    public record Applications(int pending, int declined, int failed) {}
}
