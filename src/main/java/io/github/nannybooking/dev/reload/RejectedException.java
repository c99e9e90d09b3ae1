package io.github.nannybooking.dev.reload;

import io.github.nannybooking.dev.check.Finding;
import java.util.List;
import java.util.Set;

/** Camel can't create or start the routes, though the checks found no mistake. */
final class RejectedException extends Exception {

    private final transient List<Finding> findings;
    private final transient Set<String> lost;

    RejectedException(Finding finding, Throwable cause) {
        this(List.of(finding), Set.of(), cause);
    }

    /** @param lost the ids of the previous routes that could not be started again */
    RejectedException(List<Finding> findings, Set<String> lost, Throwable cause) {
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
