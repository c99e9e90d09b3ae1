package io.github.nannybooking.table;

import io.github.nannybooking.platform.http.json.Identifier;
import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Where an item stands in a list, as a cursor names it: {@link Identifier}s, separated by {@code #}. Null is valid.
 *
 * <p>Callers may write anything into a cursor, and DynamoDB refuses keys that are too long.
 */
@Constraint(validatedBy = PositionValidator.class)
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Position {

    /** How many identifiers there are. */
    int ids();

    String message();

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
