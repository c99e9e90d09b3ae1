package io.github.nannybooking.http;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How many items a page may have: 1 to 100. */
@Pattern(regexp = "[1-9]\\d?|100")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface PageLimit {

    String message() default "must be a whole number from 1 to 100";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
