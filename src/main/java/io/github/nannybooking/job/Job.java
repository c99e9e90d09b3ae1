package io.github.nannybooking.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.nannybooking.table.Attributes;
import io.github.nannybooking.table.JobKey;
import io.github.nannybooking.table.JobStatus;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A job, in the table and in answers. Answers leave out null fields, which the marketplace did not write.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Job(
        String id,
        String username,
        String jobType,
        String jobStatus,
        String startDate,
        String endDate,
        String startTime,
        String endTime,
        BigDecimal longitude,
        BigDecimal latitude,
        String address,
        String city,
        BigDecimal cost) {

    /** A new OPEN job. */
    static Job open(String id, NewJob job) {
        return new Job(
                id,
                job.username(),
                job.jobType(),
                JobStatus.OPEN.name(),
                job.startDate(),
                job.endDate(),
                job.startTime(),
                job.endTime(),
                asStored(job.longitude()),
                asStored(job.latitude()),
                job.address(),
                job.city(),
                asStored(job.cost()));
    }

    /** DynamoDB removes trailing zeros. */
    private static BigDecimal asStored(BigDecimal number) {
        return number.stripTrailingZeros();
    }

    /** Reads a job whose owner and id are in its key; it may lack anything else. */
    static Job of(JobKey key, Map<String, AttributeValue> item) {
        Attributes attributes = new Attributes(item);
        return new Job(
                key.jobId(),
                key.username(),
                attributes.text("jobType"),
                attributes.text(JobStatus.ATTRIBUTE),
                attributes.text("startDate"),
                attributes.text("endDate"),
                attributes.text("startTime"),
                attributes.text("endTime"),
                attributes.number("longitude"),
                attributes.number("latitude"),
                attributes.text("address"),
                attributes.text("city"),
                attributes.number("cost"));
    }

    /** The path of the job. */
    public String location() {
        return "/jobs/" + id;
    }

    /** The item of a job that has no null fields. */
    public Map<String, AttributeValue> toItem() {
        Map<String, AttributeValue> item = new HashMap<>(new JobKey(username, id).toKeys());
        item.put("id", AttributeValue.fromS(id));
        item.put("username", AttributeValue.fromS(username));
        item.put("jobType", AttributeValue.fromS(jobType));
        item.put(JobStatus.ATTRIBUTE, AttributeValue.fromS(jobStatus));
        item.put("startDate", AttributeValue.fromS(startDate));
        item.put("endDate", AttributeValue.fromS(endDate));
        item.put("startTime", AttributeValue.fromS(startTime));
        item.put("endTime", AttributeValue.fromS(endTime));
        item.put("longitude", AttributeValue.fromN(longitude.toPlainString()));
        item.put("latitude", AttributeValue.fromN(latitude.toPlainString()));
        item.put("address", AttributeValue.fromS(address));
        item.put("city", AttributeValue.fromS(city));
        item.put("cost", AttributeValue.fromN(cost.toPlainString()));
        return item;
    }
}
