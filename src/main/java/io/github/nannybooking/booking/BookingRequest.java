package io.github.nannybooking.booking;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.NOT_REQUIRED;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.github.nannybooking.platform.access.Owned;
import io.github.nannybooking.platform.http.json.Identifier;
import io.github.nannybooking.table.ApplicationKey;
import io.github.nannybooking.table.JobKey;
import io.swagger.v3.oas.annotations.media.Schema;

/** The body of {@code POST /bookings}. Unknown fields are ignored, since they are never returned. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BookingRequest(
        @Schema(description = "The parent, who owns the job; without it, the caller", requiredMode = NOT_REQUIRED)
        @Identifier
        String username,

        @Schema(description = "The job to book") @Identifier String jobId,

        @Schema(description = "The application to accept") @Identifier
        String applicationId)
        implements Owned {

    @Override
    public BookingRequest ownedBy(String owner) {
        return new BookingRequest(owner, jobId, applicationId);
    }

    JobKey jobKey() {
        return new JobKey(username, jobId);
    }

    ApplicationKey applicationKey() {
        return new ApplicationKey(jobId, applicationId);
    }
}
