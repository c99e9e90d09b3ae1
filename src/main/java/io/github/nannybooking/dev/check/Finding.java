package io.github.nannybooking.dev.check;

import java.nio.file.Path;

/**
 * A mistake in a file of routes.
 *
 * @param line where it is, from 1
 * @param message what is wrong, and what was expected
 */
public record Finding(Path file, int line, String message) {

    /** In the form that editors and terminals make a link of: {@code routes/book-nanny.camel.yaml:12: ...}. */
    @Override
    public String toString() {
        return file + ":" + line + ": " + message;
    }
}
