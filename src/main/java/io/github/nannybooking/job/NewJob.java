package io.github.nannybooking.job;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.NOT_REQUIRED;

import io.github.nannybooking.platform.access.Owned;
import io.github.nannybooking.platform.http.json.Identifier;
import io.github.nannybooking.platform.http.json.OneLine;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import org.hibernate.validator.constraints.Range;

/**
 * The body of {@code POST /jobs}. Dates and times are stored as text, so that they are returned as they were sent. Numbers
 * have up to {@value #MAX_DIGITS} digits, the precision of DynamoDB
 * (<a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html">Data
 * types</a>).
 */
@EndsAfterStart
@Schema(
        requiredProperties = {"startDate", "endDate", "startTime", "endTime"},
        additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
public record NewJob(
        @Schema(description = "The parent, who will own the job; without it, the caller", requiredMode = NOT_REQUIRED)
        @Identifier
        String username,

        @NotNull @Pattern(regexp = NewJob.JOB_TYPE, message = NewJob.JOB_TYPES)
        String jobType,

        @Schema(format = "date") String startDate,

        @Schema(format = "date", description = "The end, date and time together, is after the start")
        String endDate,

        @Schema(description = "As 17:30 or 17:30:00") String startTime,
        @Schema(description = "As 17:30 or 17:30:00") String endTime,

        @Schema(description = "In degrees", minimum = "-180", maximum = "180")
        @NotNull
        @Range(min = -180, max = 180)
        @Digits(integer = 3, fraction = NewJob.MAX_DIGITS - 3)
        BigDecimal longitude,

        @Schema(description = "In degrees", minimum = "-90", maximum = "90")
        @NotNull
        @Range(min = -90, max = 90)
        @Digits(integer = 2, fraction = NewJob.MAX_DIGITS - 2)
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
