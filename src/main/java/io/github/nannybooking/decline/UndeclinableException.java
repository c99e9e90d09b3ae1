package io.github.nannybooking.decline;

import io.github.nannybooking.platform.sqs.PermanentFailureException;

/** The application of a decline does not exist, or is in a state in which it can never be declined. */
public final class UndeclinableException extends PermanentFailureException {

    UndeclinableException(String reason) {
        super(reason);
    }
}
