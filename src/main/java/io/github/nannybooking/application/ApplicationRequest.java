package io.github.nannybooking.application;

import io.github.nannybooking.access.Owned;
import io.github.nannybooking.table.Identifier;

/**
 * The body of {@code POST /jobs/{jobId}/applications}.
 *
 * @param username the nanny who applies
 */
public record ApplicationRequest(@Identifier String username) implements Owned {

    @Override
    public ApplicationRequest ownedBy(String owner) {
        return new ApplicationRequest(owner);
    }
}
