package io.github.nannybooking.platform.http.address;

import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads addresses without asking a name server. */
final class IpAddress {

    /** The bytes of an IPv6 address that name its network: RFC 4291, 2.5.4. */
    private static final int NETWORK_BYTES = 8;

    /** An address in brackets, or of IPv4, with an optional port, which may be obfuscated: RFC 7239, 6. */
    private static final Pattern NODE = Pattern.compile("(\\[[^]]*+]|[\\d.]++)(?::(?:\\d{1,5}|_[\\w.-]++))?");

    private IpAddress() {}

    /** Without a zone; an IPv4 address that is mapped to IPv6 is an IPv4 address. Empty if the text is no address. */
    static Optional<InetAddress> of(String text) {
        return Optional.ofNullable(NetUtil.createByteArrayFromIpAddressString(text))
                .map(IpAddress::of);
    }

    /** The address of a text that may contain a port, as proxies write it. Empty for {@code unknown} and {@code _secret}. */
    static Optional<InetAddress> ofNode(String text) {
        Matcher node = NODE.matcher(text);
        return of(node.matches() ? node.group(1) : text);
    }

    /** An IPv4 address itself. Of an IPv6 address the network, since a subscriber has 2<sup>64</sup> addresses in it. */
    static String network(InetAddress address) {
        return address instanceof Inet6Address
                ? of(Arrays.copyOf(Arrays.copyOf(address.getAddress(), NETWORK_BYTES), address.getAddress().length))
                                .getHostAddress()
                        + "/64"
                : address.getHostAddress();
    }

    private static InetAddress of(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("it has neither 4 nor 16 bytes", e);
        }
    }
}
