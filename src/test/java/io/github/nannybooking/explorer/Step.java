package io.github.nannybooking.explorer;

import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/** An atomic step of an actor, which may stop forever before the next one. */
sealed interface Step {

    /** One request to DynamoDB. */
    record Ask(DynamoDbRequest request, Function<DynamoDbClient, ?> how) implements Step {}

    /** Sends one message, which the queue may refuse each time. */
    record Send(String message) implements Step {}

    /** Receives any message of a queue that is not empty. The message stays in the queue until it is deleted. */
    record Receive() implements Step {}

    record Delete(String message) implements Step {}

    /** Sends a message to the dead letter queue. */
    record Bury(String message) implements Step {}

    /** Receives any dead letter of a queue that is not empty. It stays in the queue until it is deleted. */
    record Exhume() implements Step {}

    record DeleteDead(DeadLetter deadLetter) implements Step {}

    /** Notifies the applicant of the acceptance, which may fail. */
    record Notify(String applicationId) implements Step {}
}
