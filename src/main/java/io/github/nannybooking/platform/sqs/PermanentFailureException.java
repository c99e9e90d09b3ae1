package io.github.nannybooking.platform.sqs;

/** A message can never be processed, so it becomes a dead letter at once. */
public class PermanentFailureException extends RuntimeException {

    /** @param reason the reason that the dead letter states */
    public PermanentFailureException(String reason) {
        super(reason);
    }
}
