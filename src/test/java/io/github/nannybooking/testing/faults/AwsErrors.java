package io.github.nannybooking.testing.faults;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Creates errors of DynamoDB and SQS. */
final class AwsErrors {

    private AwsErrors() {}

    static AwsAnswer internal(AwsRequest request) throws IOException {
        return AwsAnswer.of(500, error(request, request.isSqs() ? "InternalFailure" : "InternalServerError"));
    }

    static AwsAnswer unavailable(AwsRequest request) throws IOException {
        return AwsAnswer.of(503, error(request, "ServiceUnavailable"));
    }

    static AwsAnswer throttled(AwsRequest request) throws IOException {
        return AwsAnswer.of(
                400, error(request, request.isSqs() ? "RequestThrottled" : "ProvisionedThroughputExceededException"));
    }

    static AwsAnswer transactionInProgress(AwsRequest request) throws IOException {
        return AwsAnswer.of(400, error(request, "TransactionInProgressException"));
    }

    /** Another transaction holds the first item. */
    static AwsAnswer transactionConflict(AwsRequest request) throws IOException {
        if (!request.operation().startsWith("Transact")) {
            return AwsAnswer.of(400, error(request, "TransactionConflictException"));
        }
        ObjectNode error = error(request, "TransactionCanceledException");
        ArrayNode reasons = error.putArray("CancellationReasons");
        reasons.addObject().put("Code", "TransactionConflict").put("Message", "Transaction is ongoing for the item");
        for (int i = 1; i < request.json().path("TransactItems").size(); i++) {
            reasons.addObject().put("Code", "None");
        }
        return AwsAnswer.of(400, error);
    }

    private static ObjectNode error(AwsRequest request, String code) {
        String namespace = request.isSqs() ? "com.amazonaws.sqs" : "com.amazonaws.dynamodb.v20120810";
        return AwsRequest.JSON
                .createObjectNode()
                .put("__type", namespace + "#" + code)
                .put("message", "injected by a test");
    }
}
