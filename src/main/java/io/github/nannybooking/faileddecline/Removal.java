package io.github.nannybooking.faileddecline;

import io.github.nannybooking.platform.http.json.OneLine;
import io.github.nannybooking.platform.http.paging.Query;
import io.github.nannybooking.table.FailedDeclineKey;
import jakarta.validation.Valid;
import java.util.List;
import java.util.Map;

/**
 * What {@code DELETE /failed-declines/{id}} asks for.
 *
 * @param by     who wants it
 * @param reason why
 */
public record Removal(
        @Valid FailedDeclineKey failedDecline,
        @OneLine String by,
        @OneLine String reason) {

    static Removal of(String id, String query) {
        Map<String, String> parameters = Query.parse(query, List.of("by", "reason"));
        return new Removal(new FailedDeclineKey(id), parameters.get("by"), parameters.get("reason"));
    }

    /** The same removal, by {@code username}. */
    Removal by(String username) {
        return new Removal(failedDecline, username, reason);
    }
}
