package io.github.nannybooking.booking;

import io.github.nannybooking.table.ApplicationKey;
import io.github.nannybooking.table.ApplicationStatus;
import io.github.nannybooking.table.JobKey;
import io.github.nannybooking.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The index {@code jobApplications}: a job and all its applications, eventually consistent. */
public final class JobApplications {

    private final Table table;

    JobApplications(Table table) {
        this.table = table;
    }

    /**
     * Finds whom a booking accepts and whom it declines, in order to notify and to decline them. The conditions of the
     * transaction decide whether the booking may be made, since an index lags behind its table.
     */
    public Booking find(BookingRequest request) {
        String owner = null;
        String applicant = null;
        List<Map<String, AttributeValue>> others = new ArrayList<>();
        for (Map<String, AttributeValue> item : itemsOf(request.jobId())) {
            Optional<String> applicationId = ApplicationKey.idOf(item);
            if (applicationId.isEmpty()) {
                owner = JobKey.ownerOf(item).orElse(owner);
            } else if (applicationId.get().equals(request.applicationId())) {
                applicant = ApplicationKey.applicantOf(item).orElse(null);
            } else if (ApplicationStatus.PENDING.isOf(item)) {
                others.add(item);
            }
        }
        return new Booking(request, owner, applicant, others);
    }

    /** Leaves out the applications with a failed decline: another message would become another dead letter. */
    public Booking withoutFailed(@Body Booking booking, @ExchangeProperty("record") BookingRecord record) {
        List<Map<String, AttributeValue>> others = booking.others().stream()
                .filter(item -> !record.hasFailed(item))
                .toList();
        return new Booking(booking.request(), booking.owner(), booking.applicant(), others);
    }

    /** All items of the job in the index, read as the iteration comes to them. */
    Iterable<Map<String, AttributeValue>> itemsOf(String jobId) {
        return table.queryAll(query -> query.indexName(JobKey.INDEX)
                .keyConditionExpression("GSI1PK = :job")
                .expressionAttributeValues(Map.of(":job", AttributeValue.fromS(JobKey.indexKey(jobId)))));
    }
}
