package io.github.nannybooking.booking;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.github.nannybooking.platform.access.Owned;
import io.github.nannybooking.platform.http.json.Identifier;
import io.github.nannybooking.table.ApplicationKey;
import io.github.nannybooking.table.JobKey;

/** The body of {@code POST /bookings}. Unknown fields are ignored. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BookingRequest(
        @Identifier String username,
        @Identifier String jobId,
        @Identifier String applicationId) implements Owned {

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
