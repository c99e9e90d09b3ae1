package io.github.nannybooking.application;

import io.github.nannybooking.platform.access.Owned;
import io.github.nannybooking.platform.http.json.Identifier;
import io.github.nannybooking.platform.http.paging.Cursor;
import io.github.nannybooking.platform.http.paging.PageLimit;
import io.github.nannybooking.platform.http.paging.Query;
import io.github.nannybooking.table.Position;
import java.util.List;
import java.util.Map;

/**
 * The request {@code GET /users/{username}/applications}.
 *
 * @param username the nanny who applied
 * @param limit    the maximum length of a page
 * @param cursor   the position of the last item of the previous page; null for the first page
 */
public record ApplicantQuery(
        @Identifier String username,
        @PageLimit String limit,

        @Position(ids = 2, message = Cursor.INVALID) String cursor)
        implements Owned {

    static ApplicantQuery of(String username, String query) {
        Map<String, String> parameters = Query.parse(query, List.of("limit", "cursor"));
        return new ApplicantQuery(
                username, parameters.getOrDefault("limit", PageLimit.DEFAULT), Cursor.decode(parameters.get("cursor")));
    }

    @Override
    public ApplicantQuery ownedBy(String owner) {
        return new ApplicantQuery(owner, limit, cursor);
    }
}
