package io.github.nannybooking.platform.http.json;

import io.github.nannybooking.platform.http.problem.Problem;
import io.github.nannybooking.platform.http.problem.ProblemException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.util.Set;
import org.apache.camel.Body;

/** Validates an unmarshalled request body against the Jakarta Validation constraints of its class. */
public final class BodyValidator {

    public static final String NO_OBJECT = "the body must be one JSON object";

    private final Validator validator;

    BodyValidator(Validator validator) {
        this.validator = validator;
    }

    /**
     * @param body null if the JSON was {@code null} or there was no body
     * @throws ProblemException             if there is no body
     * @throws ConstraintViolationException if a constraint is violated
     */
    public void validate(@Body Object body) {
        if (body == null) {
            throw new ProblemException(Problem.invalidRequest(NO_OBJECT));
        }
        Set<ConstraintViolation<Object>> violations = validator.validate(body);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
    }
}
