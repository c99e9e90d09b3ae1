package io.github.nannybooking.platform.http.problem;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.math.BigDecimal;

/** The exponent of a number is too large to compute with it. */
public final class OutOfBoundsException extends MismatchedInputException {

    private static final long serialVersionUID = 1;

    public OutOfBoundsException(JsonParser parser) {
        super(parser, "numeric value out of bounds", BigDecimal.class);
    }
}
