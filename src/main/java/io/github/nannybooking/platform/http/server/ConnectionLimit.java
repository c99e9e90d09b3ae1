package io.github.nannybooking.platform.http.server;

import io.github.nannybooking.platform.http.address.CallerAddress;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Limits the open connections of one server: all of them, and those of each address that is no trusted proxy. */
final class ConnectionLimit {

    private final int max;
    private final int maxPerAddress;
    private final CallerAddress addresses;
    private final ExcessConnections excess;
    private final Map<String, Integer> open = new HashMap<>();
    private int all;

    /**
     * @param max           from 1
     * @param maxPerAddress from 1
     */
    ConnectionLimit(int max, int maxPerAddress, CallerAddress addresses, ExcessConnections excess) {
        this.max = max;
        this.maxPerAddress = maxPerAddress;
        this.addresses = addresses;
        this.excess = excess;
    }

    /** Counts a new connection until it is closed, or closes it and returns false if there are too many. */
    boolean admits(HttpConnection connection) {
        Optional<String> address = addresses.of(connection);
        String exceeded = exceededBy(address);
        if (exceeded != null) {
            excess.close(connection, exceeded);
            return false;
        }
        ((ConnectionBase) connection).closeFuture().onComplete(closed -> closed(address));
        return true;
    }

    /** Returns the setting that one more connection of this address would exceed; otherwise counts it and returns null. */
    private synchronized String exceededBy(Optional<String> address) {
        if (all == max) {
            return "max-connections";
        }
        if (address.map(open::get).filter(count -> count == maxPerAddress).isPresent()) {
            return "max-connections-per-address";
        }
        address.ifPresent(one -> open.merge(one, 1, Integer::sum));
        all++;
        return null;
    }

    private synchronized void closed(Optional<String> address) {
        address.ifPresent(one -> open.computeIfPresent(one, (same, count) -> count == 1 ? null : count - 1));
        all--;
    }
}
