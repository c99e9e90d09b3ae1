package io.github.nannybooking.faileddecline;

import io.github.nannybooking.platform.access.Caller;
import io.github.nannybooking.platform.http.json.OneLine;
import io.github.nannybooking.platform.http.paging.Query;
import io.github.nannybooking.platform.http.problem.Problem;
import io.github.nannybooking.platform.http.problem.ProblemException;
import io.github.nannybooking.table.FailedDeclineKey;
import jakarta.validation.Valid;
import java.util.List;
import java.util.Map;

/**
 * The request {@code DELETE /failed-declines/{id}}.
 *
 * @param by     the operator; always the caller if the caller is authenticated
 * @param reason the reason, for the log
 */
public record Removal(
        @Valid FailedDeclineKey failedDecline,
        @OneLine String by,
        @OneLine String reason) {

    /** @throws ProblemException if the query names another operator than the caller (403), or is not valid (400) */
    static Removal parse(String id, String query, Caller caller) {
        Map<String, String> parameters = Query.parse(query, List.of("by", "reason"));
        String by = parameters.getOrDefault("by", caller.username());
        if (caller.username() != null && !caller.username().equals(by)) {
            throw new ProblemException(Problem.notYourName("by"));
        }
        return new Removal(new FailedDeclineKey(id), by, parameters.get("reason"));
    }
}
