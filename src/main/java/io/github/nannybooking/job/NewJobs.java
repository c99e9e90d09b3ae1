package io.github.nannybooking.job;

import java.util.Map;
import java.util.UUID;
import org.apache.camel.Body;
import org.apache.camel.Headers;
import org.apache.camel.component.aws2.ddb.Ddb2Constants;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;

/** What Camel's DynamoDB component needs to know to put a job. */
public final class NewJobs {

    NewJobs() {}

    /**
     * Gives the job an id and sets the headers of its PutItem. It must not be there yet: when an answer was lost, the SDK
     * puts it once more, and it may be CLOSED already.
     */
    public Job prepare(@Body NewJob newJob, @Headers Map<String, Object> headers) {
        Job job = Job.open(UUID.randomUUID().toString(), newJob);
        headers.put(Ddb2Constants.ITEM, job.toItem());
        headers.put(
                Ddb2Constants.UPDATE_CONDITION,
                Map.of("PK", ExpectedAttributeValue.builder().exists(false).build()));
        return job;
    }
}
