package io.github.nannybooking.decline;

import io.github.nannybooking.http.Problem;
import io.github.nannybooking.http.ProblemException;
import java.util.List;

/** The job is booked, but SQS refused some of the declines; the same booking again sends them. */
final class DeclinesRefusedException extends ProblemException {

    DeclinesRefusedException(List<String> codes) {
        super(Problem.serviceUnavailable(
                "the job is booked, but not every decline is queued yet (SQS refused %d: %s); send the same request again"
                        .formatted(codes.size(), String.join(", ", codes))));
    }
}
