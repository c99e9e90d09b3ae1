package io.github.nannybooking.dev.check;

import java.nio.file.Path;

/**
 * A mistake in a route file.
 *
 * @param line from 1
 * @param message the mistake, and the expected value
 */
public record Finding(Path file, int line, String message) {

    /** The format that editors and terminals link: {@code routes/book-nanny.camel.yaml:12: ...}. */
    @Override
    public String toString() {
        return file + ":" + line + ": " + message;
    }
}
