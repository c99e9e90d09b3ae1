package io.github.nannybooking.testing.faults;

import java.util.Set;

/** A failure between the application and AWS. */
public enum Fault {
    /** 500: an internal error of the service, which did not process the request. */
    REFUSE,
    /** 503: the service did not process the request. */
    UNAVAILABLE,
    /** Throttling: the service did not process the request. */
    THROTTLE,
    /** Another transaction holds the (first) item: a transaction is cancelled, a single write refused. */
    CONFLICT("TransactWriteItems", "PutItem", "UpdateItem", "DeleteItem"),
    /** A transaction with the same token is in progress: the service did not process the request. */
    IN_PROGRESS("TransactWriteItems"),
    /** The connection ends without an answer, and the request was not processed. */
    RESET,
    /** The request was processed, then the connection ends without an answer. */
    LOSE_ANSWER,
    /** No answer arrives in time, and the request is not processed. */
    SILENCE,
    /** The request was processed at once, but the answer is late. */
    DELAY,
    /** The first, third, … entry of a batch failed with an internal error, and only the others were processed. */
    REFUSE_HALF("SendMessageBatch", "DeleteMessageBatch");

    private final Set<String> operations;

    /** @param operations the operations where the fault is possible, all if there are none */
    Fault(String... operations) {
        this.operations = Set.of(operations);
    }

    boolean fits(String operation) {
        return operations.isEmpty() || operations.contains(operation);
    }
}
