package io.github.nannybooking.platform.http.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.github.nannybooking.platform.aws.TransientFailures;
import io.github.nannybooking.platform.http.json.BodyValidator;
import jakarta.validation.ConstraintViolationException;
import java.nio.charset.CharacterCodingException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;

/** Converts exceptions to problems. */
public final class Problems {

    private static final int LONGEST_FIELD = 100;

    private Problems() {}

    /** Returns the problem of the first known exception among the causes of {@code thrown}, or else an internal error. */
    public static Problem of(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException known) {
                return known.problem();
            }
            if (cause instanceof ConstraintViolationException invalid) {
                return invalidFields(invalid);
            }
            if (cause instanceof JsonProcessingException json) {
                return unreadable(json);
            }
            if (cause instanceof CharacterCodingException) {
                return Problem.invalidRequest("the body is not in UTF-8");
            }
            if (cause instanceof RejectedExecutionException) {
                return Problem.serviceUnavailable(
                        "too many of these requests are waiting; send the same request later");
            }
            if (TransientFailures.isUnavailable(cause)) {
                return Problem.awsUnavailable();
            }
        }
        return Problem.internalError();
    }

    private static Problem invalidFields(ConstraintViolationException invalid) {
        String detail = invalid.getConstraintViolations().stream()
                .map(violation -> field(violation.getPropertyPath().toString()) + ": " + violation.getMessage())
                .sorted()
                .collect(Collectors.joining("; "));
        return Problem.invalidRequest(detail);
    }

    /** The name of a field in the request: requests are flat, but a record may group some of their fields. */
    private static String field(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static Problem unreadable(JsonProcessingException json) {
        if (json instanceof MismatchedInputException mismatched
                && !mismatched.getPath().isEmpty()) {
            return Problem.invalidRequest(field(mismatched) + ": " + complaint(mismatched));
        }
        if (json instanceof MismatchedInputException) {
            return Problem.invalidRequest(BodyValidator.NO_OBJECT);
        }
        JsonLocation at = json.getLocation();
        return Problem.invalidRequest(
                at == null
                        ? "the body is not well-formed JSON"
                        : "the body is not well-formed JSON (line %d, column %d)"
                                .formatted(at.getLineNr(), at.getColumnNr()));
    }

    private static String complaint(MismatchedInputException mismatched) {
        if (mismatched instanceof UnrecognizedPropertyException) {
            return "is no field of this request";
        }
        return mismatched instanceof OutOfBoundsException ? mismatched.getOriginalMessage() : "has the wrong type";
    }

    private static String field(MismatchedInputException mismatched) {
        String path = mismatched.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .collect(Collectors.joining("."));
        // an unknown field may have any name, but the log has lines, and JSON has no lone surrogates
        return path.substring(0, Math.min(path.length(), LONGEST_FIELD)).replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
    }
}
