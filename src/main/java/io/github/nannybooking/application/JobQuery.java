package io.github.nannybooking.application;

import io.github.nannybooking.platform.http.json.Identifier;
import io.github.nannybooking.platform.http.paging.Cursor;
import io.github.nannybooking.platform.http.paging.PageLimit;
import io.github.nannybooking.platform.http.paging.Query;
import io.github.nannybooking.table.Position;
import java.util.List;
import java.util.Map;

/**
 * What {@code GET /jobs/{jobId}} asks for.
 *
 * @param limit  of a page of the job's applications
 * @param cursor the id of the application at which the page before ended; null for the first page
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
