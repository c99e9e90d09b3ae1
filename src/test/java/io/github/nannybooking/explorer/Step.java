package io.github.nannybooking.explorer;

import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/** An atomic action of an actor; the actor may stop for ever before the next step. */
sealed interface Step {

    /** One request to DynamoDB. */
    record Ask(DynamoDbRequest request, Function<DynamoDbClient, ?> how) implements Step {}

    /** Sends one message; the queue may refuse it, as often as it is tried. */
    record Send(String message) implements Step {}

    /** Receives any message; there must be one. It stays in the queue until it is deleted. */
    record Receive() implements Step {}

    record Delete(String message) implements Step {}

    /** Sends a message to the dead letter queue. */
    record Bury(String message) implements Step {}

    /** Receives any dead letter; there must be one. It stays in its queue until it is deleted. */
    record Exhume() implements Step {}

    record DeleteDead(DeadLetter deadLetter) implements Step {}

    /** Notifies the applicant of this application that it was accepted; the notice may fail. */
    record Tell(String applicationId) implements Step {}
}
