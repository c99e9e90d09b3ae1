package io.github.nannybooking.platform.sqs;

/** A message was not processed, and returns to the queue, also after its last receive. */
public final class NotTriedException extends RuntimeException {

    NotTriedException(String reason) {
        super(reason);
    }
}
