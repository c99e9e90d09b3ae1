package io.github.nannybooking.job;

import io.github.nannybooking.platform.access.Owned;
import io.github.nannybooking.platform.http.json.Identifier;
import io.github.nannybooking.platform.http.json.OneLine;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import org.hibernate.validator.constraints.Range;

/**
 * The body of {@code POST /jobs}. Dates and times are stored and returned as the text of the request. Numbers
 * have up to {@value #MAX_DIGITS} digits, the precision of DynamoDB
 * (<a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html">Data
 * types</a>).
 */
@EndsAfterStart
public record NewJob(
        @Identifier String username,

        @NotNull @Pattern(regexp = NewJob.JOB_TYPE, message = NewJob.JOB_TYPES)
        String jobType,

        String startDate,
        String endDate,
        String startTime,
        String endTime,

        @NotNull @Range(min = -180, max = 180) @Digits(integer = 3, fraction = NewJob.MAX_DIGITS - 3)
        BigDecimal longitude,

        @NotNull @Range(min = -90, max = 90) @Digits(integer = 2, fraction = NewJob.MAX_DIGITS - 2)
        BigDecimal latitude,

        @OneLine String address,
        @OneLine String city,

        @NotNull @Min(0) @Digits(integer = 20, fraction = NewJob.MAX_DIGITS - 20)
        BigDecimal cost)
        implements Owned {

    static final int MAX_DIGITS = 38;
    static final String JOB_TYPE = "^(BABYSITTING|CLEANING|RUNNING_ERRANDS)$";
    static final String JOB_TYPES = "must be one of BABYSITTING, CLEANING, RUNNING_ERRANDS";

    @Override
    public NewJob ownedBy(String owner) {
        return new NewJob(
                owner, jobType, startDate, endDate, startTime, endTime, longitude, latitude, address, city, cost);
    }
}
