package io.github.nannybooking.platform.http.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.vertx.core.http.HttpConnection;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections that exceed a limit. Counts them in a metric, and logs them at DEBUG only, because a flood of them
 * costs its sender nothing.
 */
final class ExcessConnections {

    private static final Logger LOG = LoggerFactory.getLogger(ExcessConnections.class);

    private final CompositeMeterRegistry meters = new CompositeMeterRegistry();

    /** Must be called before the first consumer starts, as it counts only from then on. */
    void countIn(CamelContext context) {
        context.getRegistry().findByType(MeterRegistry.class).forEach(meters::add);
    }

    /** @param limit the setting that is exceeded, without its prefix */
    void close(HttpConnection connection, String limit) {
        meters.counter("booking.connections.closed", "limit", limit).increment();
        LOG.debug("Closed a connection of {}: over {}", connection.remoteAddress(), limit);
        IdleConnections.cut(connection);
    }
}
