package io.github.nannybooking.platform.http.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.NumberDeserializers.BigDecimalDeserializer;
import io.github.nannybooking.platform.http.problem.OutOfBoundsException;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * Reads a number whose exponent is between -{@value #MAX_EXPONENT} and {@value #MAX_EXPONENT}. Calculations with exponents
 * near those of {@link Integer} overflow, and such a number without its exponent has two billion digits.
 */
final class BoundedNumber extends BigDecimalDeserializer {

    static final int MAX_EXPONENT = 1_000;

    private static final long serialVersionUID = 1;

    @Override
    public BigDecimal deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        BigDecimal number = super.deserialize(parser, context);
        if (number != null && (number.scale() > MAX_EXPONENT || number.scale() < -MAX_EXPONENT)) {
            throw new OutOfBoundsException(parser);
        }
        return number;
    }
}
