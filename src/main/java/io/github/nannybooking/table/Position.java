package io.github.nannybooking.table;

import io.github.nannybooking.platform.http.json.Identifier;
import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The position of an item in a list, for a cursor: {@link Identifier}s, separated by {@code #}. Null is valid.
 *
 * <p>Callers may send any text as a cursor, and DynamoDB rejects keys that are too long.
 */
@Constraint(validatedBy = PositionValidator.class)
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Position {

    /** The number of identifiers. */
    int ids();

    String message();

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
