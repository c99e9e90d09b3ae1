package io.github.nannybooking.testing.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** A batch for SQS of which every second entry fails, beginning with the first, so that a batch of one also fails. */
final class HalfBatch {

    private final AwsRequest batch;
    private final ArrayNode refused = AwsRequest.JSON.createArrayNode();
    private final ArrayNode taken = AwsRequest.JSON.createArrayNode();

    HalfBatch(AwsRequest batch) throws IOException {
        this.batch = batch;
        for (JsonNode entry : batch.json().path("Entries")) {
            (refused.size() > taken.size() ? taken : refused).add(entry);
        }
    }

    AwsAnswer sendTo(AwsTarget target) throws IOException {
        AwsAnswer answer = taken.isEmpty()
                ? AwsAnswer.of(200, AwsRequest.JSON.createObjectNode())
                : target.send(batch.with(batch.json().set("Entries", taken)));
        return answer.status() == 200 ? withRefused(answer) : answer;
    }

    private AwsAnswer withRefused(AwsAnswer answer) throws IOException {
        ObjectNode json = answer.json();
        json.withArray("Successful");
        ArrayNode failed = json.withArray("Failed");
        refused.forEach(entry -> failed.addObject()
                .put("Id", entry.path("Id").asText())
                .put("Code", "InternalError")
                .put("Message", "injected by a test")
                .put("SenderFault", false));
        return answer.with(json);
    }
}
