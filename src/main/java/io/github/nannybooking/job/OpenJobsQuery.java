package io.github.nannybooking.job;

import io.github.nannybooking.platform.http.paging.Cursor;
import io.github.nannybooking.platform.http.paging.PageLimit;
import io.github.nannybooking.platform.http.paging.Query;
import io.github.nannybooking.table.Position;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Map;

/**
 * The query of {@code GET /jobs}.
 *
 * @param status OPEN; CLOSED jobs cannot be listed
 * @param limit  the maximum length of a page
 * @param cursor the position of the last item of the previous page; null for the first page
 */
public record OpenJobsQuery(
        @NotNull(message = OpenJobsQuery.MUST_BE_OPEN) @Pattern(regexp = "OPEN", message = OpenJobsQuery.MUST_BE_OPEN)
        String status,

        @PageLimit String limit,

        @Position(ids = 2, message = Cursor.INVALID) String cursor) {

    static final String MUST_BE_OPEN = "must be OPEN";

    static OpenJobsQuery parse(String query) {
        Map<String, String> parameters = Query.parse(query, List.of("status", "limit", "cursor"));
        return new OpenJobsQuery(
                parameters.get("status"),
                parameters.getOrDefault("limit", PageLimit.DEFAULT),
                Cursor.decode(parameters.get("cursor")));
    }
}
