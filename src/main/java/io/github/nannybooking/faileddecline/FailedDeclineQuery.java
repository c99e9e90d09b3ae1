package io.github.nannybooking.faileddecline;

import io.github.nannybooking.platform.http.paging.Cursor;
import io.github.nannybooking.platform.http.paging.PageLimit;
import io.github.nannybooking.platform.http.paging.Query;
import io.github.nannybooking.table.FailedDeclineKey;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Map;

/**
 * The query of {@code GET /failed-declines}.
 *
 * @param job    null for all
 * @param limit  of a page
 * @param cursor the position at which the page before ended; null for the first page
 */
public record FailedDeclineQuery(
        @Valid JobFilter job,

        @PageLimit String limit,

        @Pattern(regexp = FailedDeclineKey.POSITION, message = Cursor.INVALID)
        String cursor) {

    static FailedDeclineQuery parse(String query) {
        Map<String, String> parameters = Query.parse(query, List.of(JobFilter.PARAMETER, "limit", "cursor"));
        return new FailedDeclineQuery(
                JobFilter.of(parameters),
                parameters.getOrDefault("limit", "50"),
                Cursor.decode(parameters.get("cursor")));
    }
}
