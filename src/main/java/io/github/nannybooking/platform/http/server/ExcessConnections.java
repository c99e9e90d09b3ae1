package io.github.nannybooking.platform.http.server;

import io.vertx.core.http.HttpConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections that exceed a limit. Counts them in a metric, and logs them at DEBUG only, because a flood of them
 * costs its sender nothing.
 */
final class ExcessConnections {

    private static final Logger LOG = LoggerFactory.getLogger(ExcessConnections.class);

    private final Counters counters;

    ExcessConnections(Counters counters) {
        this.counters = counters;
    }

    /** @param limit the setting that is exceeded, without its prefix */
    void close(HttpConnection connection, String limit) {
        counters.increment("booking.connections.closed", "limit", limit);
        LOG.debug("Closed a connection of {}: over {}", connection.remoteAddress(), limit);
        IdleConnections.cut(connection);
    }
}
