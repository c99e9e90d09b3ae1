package io.github.nannybooking.faileddecline;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** The body of the 200 of {@code GET /failed-declines}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FailedDeclinePage(List<FailedDecline> failedDeclines, String next) {}
