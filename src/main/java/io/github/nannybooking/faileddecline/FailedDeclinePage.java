package io.github.nannybooking.faileddecline;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The body of the 200 of {@code GET /failed-declines}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(requiredProperties = "failedDeclines")
public record FailedDeclinePage(
        @Schema(description = "The newest first, without their messages")
        List<FailedDecline> failedDeclines,

        @Schema(description = "The cursor of the next page; left out of the last")
        String next) {}
