package io.github.nannybooking.platform.sqs;

/** A decline that was not tried at all: it comes again, also after its last receive. */
public final class NotTriedException extends RuntimeException {

    NotTriedException(String reason) {
        super(reason);
    }
}
