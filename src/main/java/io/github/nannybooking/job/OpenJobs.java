package io.github.nannybooking.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The body of the 200 of {@code GET /jobs}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(requiredProperties = "jobs")
public record OpenJobs(
        List<Job> jobs,

        @Schema(description = "The cursor of the next page; left out of the last")
        String next) {}
