package io.github.nannybooking.explorer;

import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/** What an actor does at once; it may stop for ever before the next one. */
sealed interface Step {

    /** One request to DynamoDB. */
    record Ask(DynamoDbRequest request, Function<DynamoDbClient, ?> how) implements Step {}

    /** Sends one message; the queue may refuse it, as often as it is tried. */
    record Send(String message) implements Step {}

    /** Takes any message; there must be one. It stays in the queue until it is deleted. */
    record Receive() implements Step {}

    record Delete(String message) implements Step {}

    /** Sends a message to the dead letter queue. */
    record Bury(String message) implements Step {}

    /** Takes any dead letter; there must be one. It stays in its queue until it is deleted. */
    record Exhume() implements Step {}

    record DeleteDead(DeadLetter deadLetter) implements Step {}

    /** Tells who applied with this application that it was accepted; that may fail. */
    record Tell(String applicationId) implements Step {}
}
