package io.github.nannybooking.table;

import io.github.nannybooking.platform.http.json.Identifier;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Validates a {@link Position}. */
public final class PositionValidator implements ConstraintValidator<Position, String> {

    private static final Pattern IDENTIFIER = Pattern.compile(Identifier.PATTERN);

    private int ids;

    @Override
    public void initialize(Position position) {
        ids = position.ids();
    }

    @Override
    public boolean isValid(String position, ConstraintValidatorContext context) {
        if (position == null) {
            return true;
        }
        String[] parts = position.split("#", -1);
        return parts.length == ids && Stream.of(parts).allMatch(PositionValidator::isIdentifier);
    }

    private static boolean isIdentifier(String id) {
        return id.length() <= Identifier.MAX_LENGTH && IDENTIFIER.matcher(id).matches();
    }
}
