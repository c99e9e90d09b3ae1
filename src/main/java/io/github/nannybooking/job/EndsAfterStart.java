package io.github.nannybooking.job;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The job's dates and times are there and ISO 8601's, and it ends after it starts; a violation names the field. */
@Constraint(validatedBy = EndsAfterStartValidator.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface EndsAfterStart {

    String message() default "must be after the start";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
