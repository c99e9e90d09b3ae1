package io.github.nannybooking.faileddecline;

import io.github.nannybooking.http.Query;
import io.github.nannybooking.table.FailedDeclineKey;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
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

        @NotBlank(message = Removal.REMARK)
        @Size(max = 200, message = Removal.REMARK)
        @Pattern(regexp = Removal.NO_CONTROL, message = Removal.REMARK)
        String by,

        @NotBlank(message = Removal.REMARK)
        @Size(max = 200, message = Removal.REMARK)
        @Pattern(regexp = Removal.NO_CONTROL, message = Removal.REMARK)
        String reason) {

    /** Line separators as well: a remark is one line of the log. */
    static final String NO_CONTROL = "[^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]*";

    static final String REMARK = "must be a text of 1 to 200 characters, not blank, without control characters";

    static Removal of(String id, String query) {
        Map<String, String> parameters = Query.parse(query, List.of("by", "reason"));
        return new Removal(new FailedDeclineKey(id), parameters.get("by"), parameters.get("reason"));
    }

    /** The same removal, by {@code username}. */
    Removal by(String username) {
        return new Removal(failedDecline, username, reason);
    }
}
