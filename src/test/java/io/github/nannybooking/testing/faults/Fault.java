package io.github.nannybooking.testing.faults;

import java.util.Set;

/** What can go wrong between the application and AWS. */
public enum Fault {
    /** 500: the service failed by itself, nothing was done. */
    REFUSE,
    /** 503: nothing was done. */
    UNAVAILABLE,
    /** The error by which the service asks for fewer requests; nothing was done. */
    THROTTLE,
    /** Another transaction has its (first) item: a transaction is cancelled, a single write refused. */
    CONFLICT("TransactWriteItems", "PutItem", "UpdateItem", "DeleteItem"),
    /** The transaction's token belongs to one that is not through yet; nothing was done. */
    IN_PROGRESS("TransactWriteItems"),
    /** The connection ends without an answer, nothing was done. */
    RESET,
    /** AWS processes the request, then the connection ends without an answer. */
    LOSE_ANSWER,
    /** AWS processes the request at once, but the answer arrives late. */
    DELAY,
    /** The first, third, … entry of a batch fails with an error of the service; AWS processes only the others. */
    REFUSE_HALF("SendMessageBatch", "DeleteMessageBatch");

    private final Set<String> operations;

    /** @param operations where it can happen; everywhere if there are none */
    Fault(String... operations) {
        this.operations = Set.of(operations);
    }

    boolean fits(String operation) {
        return operations.isEmpty() || operations.contains(operation);
    }
}
