package io.github.nannybooking.job;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The dates and times of a job are in ISO 8601 format, and the end is after the start. A violation names the field. */
@Constraint(validatedBy = EndsAfterStartValidator.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface EndsAfterStart {

    String message() default "must be after the start";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
