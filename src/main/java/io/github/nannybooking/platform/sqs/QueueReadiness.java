package io.github.nannybooking.platform.sqs;

import static java.util.stream.Collectors.joining;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Shows the mismatches of the queues to a probe of readiness. It is always UP, since the application works without a fix. */
final class QueueReadiness extends AbstractHealthCheck {

    private final QueueChecks checks;

    /** @param application the group of the health check */
    QueueReadiness(String application, QueueChecks checks) {
        super(application, "queues");
        this.checks = checks;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder result, Map<String, Object> options) {
        if (!checks.mismatches().isEmpty()) {
            result.message(checks.mismatches().stream().map(Object::toString).collect(joining("; ")));
        }
        result.up();
    }
}
