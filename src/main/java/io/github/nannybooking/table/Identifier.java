package io.github.nannybooking.table;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.NotBlank;
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
@NotBlank
@Size(max = Identifier.MAX_LENGTH)
@Pattern(regexp = Identifier.CHARACTER + "*")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Identifier {

    /** The longest identifier, in UTF-16 characters. */
    int MAX_LENGTH = 128;

    /** What an identifier consists of. */
    String CHARACTER = "[^#\\p{Cc}\\p{Cs}]";

    /** What every identifier matches, and nothing that would break a key. */
    String REGEXP = CHARACTER + "{1," + MAX_LENGTH + "}";

    String message() default
            "must be a text of 1 to " + MAX_LENGTH + " characters, not blank, without '#' and control characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
