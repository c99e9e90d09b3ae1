package io.github.nannybooking.dev.reload;

import io.github.nannybooking.dev.check.Finding;
import java.util.List;
import java.util.Set;

/** A mistake that Camel alone finds, when it makes or starts the routes. */
final class RefusedException extends Exception {

    private final transient List<Finding> findings;
    private final transient Set<String> lost;

    RefusedException(Finding finding, Throwable cause) {
        this(List.of(finding), Set.of(), cause);
    }

    /** @param lost the ids of routes that could not be started again as they were before */
    RefusedException(List<Finding> findings, Set<String> lost, Throwable cause) {
        super(findings.toString(), cause);
        this.findings = findings;
        this.lost = lost;
    }

    List<Finding> findings() {
        return findings;
    }

    Set<String> lost() {
        return lost;
    }
}
