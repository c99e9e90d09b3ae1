package io.github.nannybooking.decline;

/** A decline that can never work, however often it is tried: a dead letter at once. */
public final class UndeclinableException extends RuntimeException {

    UndeclinableException(String reason) {
        super(reason);
    }
}
