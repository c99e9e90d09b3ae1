package io.github.nannybooking.platform.http.server;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.HashMap;
import java.util.Map;

/** Limits the open connections of one server: all of them, and those of each address. */
final class ConnectionLimit {

    private final int max;
    private final int maxPerAddress;
    private final ExcessConnections excess;
    private final Map<String, Integer> open = new HashMap<>();
    private int all;

    /**
     * @param max           from 1
     * @param maxPerAddress from 1
     */
    ConnectionLimit(int max, int maxPerAddress, ExcessConnections excess) {
        this.max = max;
        this.maxPerAddress = maxPerAddress;
        this.excess = excess;
    }

    /** Counts a new connection until it is closed, or closes it and returns false if there are too many. */
    boolean admits(HttpConnection connection) {
        String address = address(connection);
        String exceeded = exceededBy(address);
        if (exceeded != null) {
            excess.close(connection, exceeded);
            return false;
        }
        ((ConnectionBase) connection).closeFuture().onComplete(closed -> closed(address));
        return true;
    }

    private static String address(HttpConnection connection) {
        return connection.remoteAddress().hostAddress();
    }

    /** Returns the setting that one more connection of this address would exceed; otherwise counts it and returns null. */
    private synchronized String exceededBy(String address) {
        if (all == max) {
            return "max-connections";
        }
        if (open.getOrDefault(address, 0) == maxPerAddress) {
            return "max-connections-per-address";
        }
        open.merge(address, 1, Integer::sum);
        all++;
        return null;
    }

    private synchronized void closed(String address) {
        open.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
        all--;
    }
}
