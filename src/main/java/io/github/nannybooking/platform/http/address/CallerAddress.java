package io.github.nannybooking.platform.http.address;

import io.github.nannybooking.platform.settings.InvalidSettingException;
import io.github.nannybooking.platform.settings.SettingsGroup;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the address of the caller of a request: of the connection, or what trusted proxies say. Vert.x's own
 * {@code allowForward} believes everyone, and the first address, which the caller itself may have sent.
 */
public record CallerAddress(TrustedProxies proxies) {

    /** @throws InvalidSettingException if a trusted proxy is neither an address nor a block */
    public static CallerAddress of(SettingsGroup settings) {
        return new CallerAddress(TrustedProxies.of(settings));
    }

    /** Identifies the caller: an IPv4 address, or the network (/64) of an IPv6 address. */
    public String of(HttpServerRequest request) {
        // of an unreadable request the last headers are missing, perhaps those of the proxy
        MultiMap headers = request.decoderResult().isSuccess() ? request.headers() : MultiMap.caseInsensitiveMultiMap();
        return of(request.remoteAddress().hostAddress(), headers);
    }

    /** Identifies the peer of a connection likewise; empty if it is a trusted proxy, which connects for many callers. */
    public Optional<String> of(HttpConnection connection) {
        InetAddress peer =
                IpAddress.of(connection.remoteAddress().hostAddress()).orElseThrow();
        return proxies.contain(peer) ? Optional.empty() : Optional.of(IpAddress.network(peer));
    }

    /** @param peer of the connection */
    String of(String peer, MultiMap headers) {
        return IpAddress.network(caller(IpAddress.of(peer).orElseThrow(), headers));
    }

    private InetAddress caller(InetAddress peer, MultiMap headers) {
        if (!proxies.contain(peer)) {
            return peer;
        }
        Set<InetAddress> callers = Stream.of(ForwardedFor.values())
                .filter(header -> header.isIn(headers))
                .map(header -> lastUntrusted(peer, header.hops(headers)))
                .collect(Collectors.toSet());
        // most proxies append to one header and pass the other one, so only one of two contradicting ones is the
        // caller's
        return callers.size() == 1 ? callers.iterator().next() : peer;
    }

    /** Goes back from the peer as long as a proxy is trusted. Whatever a caller itself sent is before its own address. */
    private InetAddress lastUntrusted(InetAddress peer, List<String> hops) {
        InetAddress address = peer;
        for (int i = hops.size() - 1; i >= 0 && proxies.contain(address); i--) {
            Optional<InetAddress> before = IpAddress.ofNode(hops.get(i));
            if (before.isEmpty()) {
                return peer;
            }
            address = before.get();
        }
        return address;
    }
}
