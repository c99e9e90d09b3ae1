package io.github.nannybooking.dev.check;

import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.component.properties.EnvPropertiesFunction;

/** The environment variables in {@code {{env:...}}}. One that is not set here may have any value where the routes run. */
final class Variables extends EnvPropertiesFunction {

    private static final Pattern VARIABLE = Pattern.compile("\\{\\{\\??env:([^{}:]+)}}");

    /** A number and a duration. */
    private static final String ANY = "1";

    @Override
    public String apply(String variable) {
        return Optional.ofNullable(super.apply(variable)).orElse(ANY);
    }

    /** Whether the value of {@code text} is known only where the routes run. */
    static boolean isUnsetIn(String text) {
        return VARIABLE.matcher(text).results().anyMatch(variable -> System.getenv(variable.group(1)) == null);
    }
}
