package io.github.nannybooking.platform.sqs;

/** The work that a message asks for can never succeed, however often it is tried: the message becomes a dead letter at once. */
public class PermanentFailureException extends RuntimeException {

    /** @param reason the reason that the dead letter states */
    public PermanentFailureException(String reason) {
        super(reason);
    }
}
