package io.github.nannybooking.decline;

import io.github.nannybooking.platform.sqs.PermanentFailureException;

/** The application of a decline does not exist, or its state does not allow a decline. */
public final class UndeclinableException extends PermanentFailureException {

    UndeclinableException(String reason) {
        super(reason);
    }
}
