package io.github.nannybooking.job;

import io.github.nannybooking.platform.http.problem.Problem;
import io.github.nannybooking.platform.http.problem.ProblemException;

/** There is no such job, or it belongs to another parent, which the answer must not reveal. */
public final class NoSuchJobException extends ProblemException {

    public NoSuchJobException(String jobId) {
        super(Problem.of(404, "No such job", "there is no job %s".formatted(jobId)));
    }
}
