package io.github.nannybooking.faileddecline;

import io.github.nannybooking.platform.http.json.Identifier;
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
 * @param limit  the maximum length of a page
 * @param cursor the position of the last item of the previous page; null for the first page
 */
public record FailedDeclineQuery(
        @Valid OfJob job,

        @PageLimit String limit,

        @Pattern(regexp = FailedDeclineKey.POSITION, message = Cursor.INVALID)
        String cursor) {

    /** Selects the failed declines of one job. */
    record OfJob(@Identifier String jobId) {}

    /**
     * The query of {@code POST /failed-declines/retry}: the failed declines that one round retries.
     *
     * @param job    null for all
     * @param before the upper bound of their positions, so that a round ends although more declines fail
     */
    public record Round(@Valid OfJob job, String before) {

        static Round parse(String query, String before) {
            return new Round(ofJob(Query.parse(query, List.of("jobId"))), before);
        }
    }

    static FailedDeclineQuery parse(String query) {
        Map<String, String> parameters = Query.parse(query, List.of("jobId", "limit", "cursor"));
        return new FailedDeclineQuery(
                ofJob(parameters),
                parameters.getOrDefault("limit", PageLimit.DEFAULT_WITH_MESSAGES),
                Cursor.decode(parameters.get("cursor")));
    }

    private static OfJob ofJob(Map<String, String> parameters) {
        return parameters.containsKey("jobId") ? new OfJob(parameters.get("jobId")) : null;
    }
}
