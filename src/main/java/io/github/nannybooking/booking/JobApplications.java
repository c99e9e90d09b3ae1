package io.github.nannybooking.booking;

import io.github.nannybooking.table.ApplicationKey;
import io.github.nannybooking.table.ApplicationStatus;
import io.github.nannybooking.table.JobKey;
import io.github.nannybooking.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The index {@code jobApplications}: a job and all its applications, eventually consistent. */
public final class JobApplications {

    private static final Logger LOG = LoggerFactory.getLogger(JobApplications.class);

    private final Table table;

    JobApplications(Table table) {
        this.table = table;
    }

    /**
     * Finds the applicant that a booking accepts and the applications that it declines. The index lags behind the table, so
     * the conditions of the transaction decide whether the booking is allowed. Items of other programs are skipped.
     */
    public Booking find(BookingRequest request) {
        String owner = null;
        String applicant = null;
        List<Map<String, AttributeValue>> others = new ArrayList<>();
        for (Map<String, AttributeValue> item : itemsOf(request.jobId())) {
            Optional<String> applicationId = ApplicationKey.idOf(item);
            if (applicationId.isEmpty()) {
                owner = JobKey.ownerOf(item).orElse(owner);
                warnIfAmongApplications(item, request.jobId());
            } else if (applicationId.get().equals(request.applicationId())) {
                applicant = ApplicationKey.applicantOf(item).orElse(null);
            } else if (ApplicationStatus.PENDING.isOf(item)) {
                others.add(item);
            }
        }
        return new Booking(request, owner, applicant, others, null);
    }

    private static void warnIfAmongApplications(Map<String, AttributeValue> item, String jobId) {
        if (ApplicationKey.isAmongApplications(item)) {
            LOG.warn(
                    "The item with PK {} and SK {} is skipped: the index has it among the applications of job {}, "
                            + "but its keys are not those of an application of this job",
                    item.get("PK").s(),
                    item.get("SK").s(),
                    jobId);
        }
    }

    /** Finds the accepted applicant of an existing booking, and the applications that are still PENDING. */
    public Booking findByRecord(BookingRecord record) {
        return find(record.request()).withRecord(record);
    }

    /** Excludes the applications with a failed decline: another message would become another dead letter. */
    public Booking withoutFailed(Booking booking) {
        return booking.withOthers(booking.others().stream()
                .filter(item -> !booking.record().hasFailed(item))
                .toList());
    }

    /** All items of the job in the index, which the iteration reads page by page. */
    Iterable<Map<String, AttributeValue>> itemsOf(String jobId) {
        return table.queryAll(query -> query.indexName(JobKey.INDEX)
                .keyConditionExpression("GSI1PK = :job")
                .expressionAttributeValues(Map.of(":job", AttributeValue.fromS(JobKey.indexKey(jobId)))));
    }
}
