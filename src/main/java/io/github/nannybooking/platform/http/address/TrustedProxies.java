package io.github.nannybooking.platform.http.address;

import io.github.nannybooking.platform.settings.InvalidSettingException;
import io.github.nannybooking.platform.settings.SettingsGroup;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The proxies that say for whom they forward a request.
 *
 * @param blocks none if empty
 */
record TrustedProxies(List<IpSubnetFilterRule> blocks) {

    /** @throws InvalidSettingException if the setting names anything but addresses and blocks */
    static TrustedProxies of(SettingsGroup settings) {
        String list = settings.text("trusted-proxies").strip();
        return new TrustedProxies((list.isEmpty() ? Stream.<String>empty() : Stream.of(list.split(" *, *", -1)))
                .map(text -> block(text)
                        .orElseThrow(() -> settings.get("trusted-proxies").rejection("", text)))
                .toList());
    }

    /** A block {@code 10.0.0.0/16}, or an address as a block of one. Empty if the text is neither. */
    private static Optional<IpSubnetFilterRule> block(String text) {
        String[] parts = text.split("/", 2);
        return IpAddress.of(parts[0]).flatMap(address -> {
            String bits = parts.length > 1 ? parts[1] : String.valueOf(address.getAddress().length * Byte.SIZE);
            return bits.matches("\\d{1,3}") && Integer.parseInt(bits) <= address.getAddress().length * Byte.SIZE
                    ? Optional.of(new IpSubnetFilterRule(address, Integer.parseInt(bits), IpFilterRuleType.ACCEPT))
                    : Optional.empty();
        });
    }

    boolean contain(InetAddress address) {
        return blocks.stream().anyMatch(block -> block.matches(new InetSocketAddress(address, 0)));
    }
}
