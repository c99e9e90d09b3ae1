package io.github.nannybooking.platform.access;

import io.github.nannybooking.platform.http.problem.Problem;
import io.github.nannybooking.platform.http.problem.ProblemException;
import java.util.Objects;
import org.apache.camel.Body;
import org.apache.camel.Header;

/** Ensures that requests are in the name of the caller. Only an admin may name another user. */
public final class Ownership {

    Ownership() {}

    /**
     * Returns the request in the name of the user that it names, or else of the caller.
     *
     * @param body   returned unchanged if it is null or has no owner
     * @param caller null if there was no body, as Camel's unmarshal then drops all headers
     * @throws ProblemException if it names a user whom the caller may not act for (403)
     */
    public Object claim(@Body Object body, @Header(Caller.HEADER) Caller caller) {
        if (!(body instanceof Owned request)) {
            return body;
        }
        Objects.requireNonNull(caller, "a request without a caller");
        if (request.username() == null) {
            return request.ownedBy(caller.username());
        }
        if (!caller.mayActFor(request.username())) {
            throw new ProblemException(Problem.notYourName("username"));
        }
        return request;
    }
}
