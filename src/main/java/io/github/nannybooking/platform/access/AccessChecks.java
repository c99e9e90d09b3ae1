package io.github.nannybooking.platform.access;

import io.github.nannybooking.platform.settings.InvalidSettingException;
import io.github.nannybooking.platform.settings.Setting;
import io.github.nannybooking.platform.settings.Settings;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.camel.CamelContext;

/** Refuses settings by which anybody could come in, or somebody with a token that was meant for others. */
public final class AccessChecks {

    private AccessChecks() {}

    /** @throws InvalidSettingException if the settings of {@code booking.auth} don't keep strangers out */
    public static void check(CamelContext context, Settings settings) {
        if (letsEverybodyIn(context)) {
            checkLoopback("booking.http-host", Settings.text(context, "booking.http-host"));
        } else {
            checkUrl(context, settings.get("booking.auth.issuer"));
            checkUrl(context, settings.get("booking.auth.jwks-url"));
            checkAudience(context, settings.get("booking.auth.audience"));
        }
    }

    /**
     * By what Camel made of all settings: the environment and system properties may give the server another host than
     * {@code booking.http-host}.
     *
     * @param host where the HTTP server will listen
     * @throws InvalidSettingException if it is not on loopback, and lets everybody in
     */
    public static void checkServer(CamelContext context, String host) {
        if (letsEverybodyIn(context)) {
            checkLoopback("camel.server.host", host);
        }
    }

    private static boolean letsEverybodyIn(CamelContext context) {
        return Settings.text(context, "booking.auth").equals("none");
    }

    /** Keys that come over plain HTTP may be anybody's, but not on the same machine. */
    private static void checkUrl(CamelContext context, Setting setting) {
        String value = Settings.text(context, setting.key());
        if (!isUrl(value)) {
            throw refusal(setting, value);
        }
    }

    private static boolean isUrl(String value) {
        try {
            URI url = new URI(value);
            return url.getHost() != null
                    && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()) && isLoopback(url.getHost()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static void checkAudience(CamelContext context, Setting setting) {
        String value = Settings.text(context, setting.key());
        if (Arrays.stream(value.split(",", -1)).anyMatch(String::isBlank)) {
            throw refusal(setting, value);
        }
    }

    private static InvalidSettingException refusal(Setting setting, String value) {
        return setting.refusal(", as booking.auth is jwt", value);
    }

    private static void checkLoopback(String key, String host) {
        if (!isLoopback(host)) {
            throw new InvalidSettingException(
                    "booking.auth=none lets everybody in, so %s must be a loopback address, but is '%s'"
                            .formatted(key, host));
        }
    }

    /**
     * Whether all addresses of a host are, as nobody knows which one is taken. A blank host is none, though Java takes it
     * for loopback: the HTTP server listens on all addresses then.
     */
    private static boolean isLoopback(String host) {
        try {
            return !host.isBlank()
                    && Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
