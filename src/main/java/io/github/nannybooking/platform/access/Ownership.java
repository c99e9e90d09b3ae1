package io.github.nannybooking.platform.access;

import io.github.nannybooking.platform.http.problem.Problem;
import io.github.nannybooking.platform.http.problem.ProblemException;
import java.util.Objects;
import org.apache.camel.Body;
import org.apache.camel.Header;

/** In whose name a request is made: the caller's. Only an admin's request may name somebody else. */
public final class Ownership {

    Ownership() {}

    /**
     * The request in the name of the user whom it names, or else of the caller.
     *
     * @param body   null when there was none; passed on as it is
     * @param caller null as well when there was no body: then Camel's unmarshal drops all headers
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
