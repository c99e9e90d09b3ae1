package io.github.nannybooking.booking;

import io.github.nannybooking.job.Jobs;
import io.github.nannybooking.job.NoSuchJobException;
import io.github.nannybooking.platform.access.Caller;
import io.github.nannybooking.platform.http.problem.Problem;
import io.github.nannybooking.platform.http.problem.ProblemException;
import io.github.nannybooking.table.ApplicationStatus;
import io.github.nannybooking.table.JobStatus;
import io.github.nannybooking.table.Outcome;
import io.github.nannybooking.table.Table;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The transaction of a booking: closes the job, accepts the application and writes the booking record, all or none. */
public final class BookingTransaction {

    private static final int JOB = 0;
    private static final int APPLICATION = 1;
    private static final int RECORD = 2;

    private static final Logger LOG = LoggerFactory.getLogger(BookingTransaction.class);

    private final Table table;
    private final Jobs jobs;
    private final BookingOutbox outbox;

    BookingTransaction(Table table, Jobs jobs, BookingOutbox outbox) {
        this.table = table;
        this.jobs = jobs;
        this.outbox = outbox;
    }

    /**
     * Requires that the job belongs to the caller, unless the caller is an admin, so that no other caller sends transactions
     * that conflict with those of the owner.
     *
     * @throws NoSuchJobException if the caller has no such job
     */
    public void requireOwnJob(@Body BookingRequest request, @Header(Caller.HEADER) Caller caller) {
        if (!caller.isAdmin()) {
            jobs.read(request.jobId(), caller);
        }
    }

    /**
     * Accepts the application, or finds that the same booking was made before.
     *
     * @return the booking with its record, or without a record if the booking was made before
     * @throws NoSuchJobException if there is no such job, or it belongs to another parent and the caller is no admin
     * @throws ProblemException   if the job or the application does not allow the booking (403, 404, 409)
     */
    public Booking accept(@Body Booking booking, @Header(Caller.HEADER) Caller caller) {
        BookingRequest request = booking.request();
        BookingRecord made = outbox.newRecord(request);
        Outcome outcome = table.write(
                table.move(request.jobKey().toItemKey(), JobStatus.OPEN, JobStatus.CLOSED),
                table.move(request.applicationKey().toItemKey(), ApplicationStatus.PENDING, ApplicationStatus.ACCEPTED),
                table.putNew(made.toItem()));
        if (outcome.isCommitted()) {
            LOG.info("Job {} is booked with application {}", request.jobId(), request.applicationId());
            return booking.withRecord(made);
        }
        if (outcome.isMissing(JOB)) {
            throw noSuchJob(booking, caller);
        }
        Optional<BookingRecord> before = requireBookedBefore(request, outcome);
        LOG.info("Job {} was booked with application {} before", request.jobId(), request.applicationId());
        if (!booking.others().isEmpty()
                || before.filter(BookingRecord::needsAttention).isPresent()) {
            outbox.restart(request, before);
        }
        return booking;
    }

    private static ProblemException noSuchJob(Booking booking, Caller caller) {
        BookingRequest request = booking.request();
        boolean hasOtherOwner = booking.owner() != null && !booking.owner().equals(request.username());
        return hasOtherOwner && caller.isAdmin()
                ? refused(403, "Not your job", "job %s is somebody else's", request.jobId())
                : new NoSuchJobException(request.jobId());
    }

    /**
     * Requires that the same booking was made before; otherwise throws the reason why the new booking failed.
     *
     * <p>The cancelled transaction returns each of the three items on which a condition failed. Later writes do not change
     * the answer: no job becomes OPEN again, no application PENDING again, and no record is deleted. The SDK retries a
     * transaction that conflicts with another one.
     *
     * @return the booking record; empty if another program closed the job without a readable record
     */
    private static Optional<BookingRecord> requireBookedBefore(BookingRequest request, Outcome outcome) {
        Optional<BookingRecord> record = BookingRecord.read(outcome.item(RECORD));
        if (record.isPresent()) {
            if (!record.get().request().equals(request)) {
                throw alreadyBooked(request);
            }
            return record;
        }
        if (outcome.isMissing(APPLICATION)) {
            throw refused(
                    404,
                    "No such application",
                    "job %s has no application %s",
                    request.jobId(),
                    request.applicationId());
        }
        if (!outcome.failed(JOB)) {
            throw refused(409, "Application not pending", "application %s is not PENDING", request.applicationId());
        }
        if (!ApplicationStatus.ACCEPTED.isOf(outcome.item(APPLICATION))) {
            throw alreadyBooked(request);
        }
        return Optional.empty();
    }

    private static ProblemException alreadyBooked(BookingRequest request) {
        return refused(
                409,
                "Job already booked",
                "job %s is not booked with application %s",
                request.jobId(),
                request.applicationId());
    }

    private static ProblemException refused(int status, String title, String detail, Object... ids) {
        return new ProblemException(Problem.of(status, title, detail.formatted(ids)));
    }
}
