package io.github.nannybooking.application;

import io.github.nannybooking.platform.access.Owned;
import io.github.nannybooking.platform.http.json.Identifier;

/** The body of {@code POST /jobs/{jobId}/applications}. */
public record ApplicationRequest(@Identifier String username) implements Owned {

    @Override
    public ApplicationRequest ownedBy(String owner) {
        return new ApplicationRequest(owner);
    }
}
