package io.github.nannybooking.platform.http.json;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
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
 *
 * <p>The API description contains its constraints as well: swagger-core reads them through Jackson, which inspects this
 * annotation because of {@code @JacksonAnnotationsInside}.
 */
@NotNull
@Size(min = 1, max = Identifier.MAX_LENGTH)
@Pattern(regexp = Identifier.PATTERN)
@ReportAsSingleViolation
@JacksonAnnotationsInside
@Constraint(validatedBy = {})
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Identifier {

    /** The maximum length in UTF-16 characters. */
    int MAX_LENGTH = 128;

    /**
     * A character of an identifier. The API description contains this pattern, so it must mean the same in JavaScript, which
     * does not know {@code \\p}.
     */
    String CHARACTER = "[^#\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]";

    /** Matches identifiers of any length that are not blank. */
    String PATTERN = "^(?! *$)" + CHARACTER + "*$";

    /** The message about invalid identifiers. */
    String MESSAGE =
            "must be a text of 1 to " + MAX_LENGTH + " characters, not blank, without '#' and control characters";

    String message() default MESSAGE;

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
