package io.github.nannybooking.faileddecline;

import io.github.nannybooking.http.Query;
import io.github.nannybooking.table.FailedDeclineKey;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The query of {@code GET /failed-declines}.
 *
 * @param job    null for all
 * @param limit  of a page
 * @param cursor the position at which the page before ended; null for the first page
 */
public record FailedDeclineQuery(
        @Valid JobFilter job,

        @Pattern(regexp = "[1-9]\\d?|100", message = "must be a whole number from 1 to 100")
        String limit,

        @Pattern(regexp = FailedDeclineKey.POSITION, message = "must be one that was answered as next")
        String cursor) {

    static FailedDeclineQuery parse(String query) {
        Map<String, String> parameters = Query.parse(query, List.of(JobFilter.PARAMETER, "limit", "cursor"));
        return new FailedDeclineQuery(
                JobFilter.of(parameters),
                parameters.getOrDefault("limit", "50"),
                Optional.ofNullable(parameters.get("cursor"))
                        .map(Cursor::decode)
                        .orElse(null));
    }
}
