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
 * @param status OPEN, since nobody may list what is booked
 * @param limit  of a page
 * @param cursor the position at which the page before ended; null for the first page
 */
public record OpenJobsQuery(
        @NotNull(message = OpenJobsQuery.OPEN_ALONE) @Pattern(regexp = "OPEN", message = OpenJobsQuery.OPEN_ALONE)
        String status,

        @PageLimit String limit,

        @Position(ids = 2, message = Cursor.INVALID) String cursor) {

    static final String OPEN_ALONE = "must be OPEN";

    static OpenJobsQuery parse(String query) {
        Map<String, String> parameters = Query.parse(query, List.of("status", "limit", "cursor"));
        return new OpenJobsQuery(
                parameters.get("status"),
                parameters.getOrDefault("limit", "100"),
                Cursor.decode(parameters.get("cursor")));
    }
}
