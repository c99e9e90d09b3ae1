package io.github.nannybooking.platform.http.json;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A line of text: 1 to 200 characters, not blank, without control characters, line separators and lone surrogates.
 */
@NotNull
@Size(min = 1, max = OneLine.MAX_LENGTH)
@Pattern(regexp = OneLine.PATTERN)
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface OneLine {

    /** The maximum length in UTF-16 characters. */
    int MAX_LENGTH = 200;

    /** Matches lines of any length that are not blank. The contract of the API has the same pattern. */
    String PATTERN = "^ *[^ \\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029\\ud800-\\udfff]"
            + "[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029\\ud800-\\udfff]*$";

    String message() default
            "must be a text of 1 to " + MAX_LENGTH + " characters, not blank, without control characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
