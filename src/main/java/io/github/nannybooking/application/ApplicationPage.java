package io.github.nannybooking.application;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The body of the 200 of {@code GET /users/{username}/applications}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(requiredProperties = "applications")
public record ApplicationPage(
        List<Application> applications,

        @Schema(description = "The cursor of the next page; left out of the last")
        String next) {}
