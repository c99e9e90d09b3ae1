package io.github.nannybooking.application;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.NOT_REQUIRED;

import io.github.nannybooking.platform.access.Owned;
import io.github.nannybooking.platform.http.json.Identifier;
import io.swagger.v3.oas.annotations.media.Schema;

/** The body of {@code POST /jobs/{jobId}/applications}. */
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
public record ApplicationRequest(
        @Schema(description = "The nanny who applies; without it, the caller", requiredMode = NOT_REQUIRED) @Identifier
        String username)
        implements Owned {

    @Override
    public ApplicationRequest ownedBy(String owner) {
        return new ApplicationRequest(owner);
    }
}
