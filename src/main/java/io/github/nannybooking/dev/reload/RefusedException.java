package io.github.nannybooking.dev.reload;

import io.github.nannybooking.dev.check.Finding;

/** A mistake that Camel alone finds, when it makes or starts the routes. */
final class RefusedException extends Exception {

    private final transient Finding finding;

    RefusedException(Finding finding, Throwable cause) {
        super(finding.toString(), cause);
        this.finding = finding;
    }

    Finding finding() {
        return finding;
    }
}
