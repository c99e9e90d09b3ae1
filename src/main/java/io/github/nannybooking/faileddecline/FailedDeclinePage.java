package io.github.nannybooking.faileddecline;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The body of the 200 of {@code GET /failed-declines}.
 *
 * @param failedDeclines the newest first, without their messages
 * @param next           the cursor of the next page; left out of the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FailedDeclinePage(List<FailedDecline> failedDeclines, String next) {}
