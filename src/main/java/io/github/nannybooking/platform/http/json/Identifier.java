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
 * A part of a key: 1 to {@value #MAX_LENGTH} characters, not blank, without {@code #} (which separates the segments of a
 * key), control characters and lone surrogates.
 *
 * <p>Two identifiers of the maximum length, with three bytes for each character, fit into the 1,024 bytes of a sort key
 * (<a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html">Quotas</a>).
 */
@NotNull
@Size(min = 1, max = Identifier.MAX_LENGTH)
@Pattern(regexp = Identifier.PATTERN)
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Identifier {

    /** The maximum length in UTF-16 characters. */
    int MAX_LENGTH = 128;

    /** Matches identifiers of any length that are not blank. The contract of the API has the same pattern. */
    String PATTERN = "^ *[^ #\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]"
            + "[^#\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*$";

    String MESSAGE =
            "must be a text of 1 to " + MAX_LENGTH + " characters, not blank, without '#' and control characters";

    String message() default MESSAGE;

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
