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
 * What may stand in a key: 1 to {@value #MAX_LENGTH} characters, not blank, without {@code #} (which parts a key's
 * segments), control characters and lone surrogates.
 *
 * <p>Two identifiers of the full length, three bytes a character, stay below DynamoDB's 1,024 bytes of a sort key
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

    /** The longest identifier, in UTF-16 characters. */
    int MAX_LENGTH = 128;

    /** What every identifier matches that is not too long, and nothing blank. */
    String PATTERN = "^ *[^ #\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]"
            + "[^#\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*$";

    /** What is said of anything else. */
    String MESSAGE =
            "must be a text of 1 to " + MAX_LENGTH + " characters, not blank, without '#' and control characters";

    String message() default MESSAGE;

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
