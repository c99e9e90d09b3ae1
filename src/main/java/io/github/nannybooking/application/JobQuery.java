package io.github.nannybooking.application;

import io.github.nannybooking.platform.http.json.Identifier;
import io.github.nannybooking.platform.http.paging.Cursor;
import io.github.nannybooking.platform.http.paging.PageLimit;
import io.github.nannybooking.platform.http.paging.Query;
import io.github.nannybooking.table.Position;
import java.util.List;
import java.util.Map;

/**
 * The request {@code GET /jobs/{jobId}}.
 *
 * @param limit  the maximum length of a page of applications
 * @param cursor the id of the last application of the previous page; null for the first page
 */
public record JobQuery(
        @Identifier String jobId,
        @PageLimit String limit,

        @Position(ids = 1, message = Cursor.INVALID) String cursor) {

    static JobQuery of(String jobId, String query) {
        Map<String, String> parameters = Query.parse(query, List.of("limit", "cursor"));
        return new JobQuery(
                jobId, parameters.getOrDefault("limit", PageLimit.DEFAULT), Cursor.decode(parameters.get("cursor")));
    }
}
