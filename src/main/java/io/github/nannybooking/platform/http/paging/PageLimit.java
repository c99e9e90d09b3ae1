package io.github.nannybooking.platform.http.paging;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How many items a page may have, as a query names it: {@value #MIN} to {@value #MAX}. */
@Pattern(regexp = "[1-9]\\d*")
@Min(PageLimit.MIN)
@Max(PageLimit.MAX)
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface PageLimit {

    int MIN = 1;
    int MAX = 100;

    /** The length of a page, unless the query has one. */
    String DEFAULT = "100";

    /** The same for failed declines, whose items contain messages of up to 256 KB. */
    String DEFAULT_WITH_MESSAGES = "50";

    String message() default "must be a whole number from " + MIN + " to " + MAX;

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
