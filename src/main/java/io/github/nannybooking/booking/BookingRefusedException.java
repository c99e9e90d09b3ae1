package io.github.nannybooking.booking;

import io.github.nannybooking.platform.http.problem.Problem;
import io.github.nannybooking.platform.http.problem.ProblemException;

/** The job or the application is not as a booking needs it; trying again changes nothing. */
final class BookingRefusedException extends ProblemException {

    private BookingRefusedException(int status, String title, String detail) {
        super(Problem.of(status, title, detail));
    }

    static BookingRefusedException notYourJob(BookingRequest request) {
        return new BookingRefusedException(403, "Not your job", "job %s is somebody else's".formatted(request.jobId()));
    }

    static BookingRefusedException noSuchApplication(BookingRequest request) {
        return new BookingRefusedException(
                404,
                "No such application",
                "job %s has no application %s".formatted(request.jobId(), request.applicationId()));
    }

    static BookingRefusedException alreadyBooked(BookingRequest request) {
        return new BookingRefusedException(
                409,
                "Job already booked",
                "job %s is not booked with application %s".formatted(request.jobId(), request.applicationId()));
    }

    static BookingRefusedException notPending(BookingRequest request) {
        return new BookingRefusedException(
                409, "Application not pending", "application %s is not PENDING".formatted(request.applicationId()));
    }
}
