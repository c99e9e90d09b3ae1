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

/** Rejects settings that would allow access to anyone, or with a token for another application. */
public final class AccessChecks {

    private AccessChecks() {}

    /** @throws InvalidSettingException if the settings of {@code booking.auth} don't protect the API */
    public static void check(CamelContext context, Settings settings) {
        if (isAuthenticationDisabled(context)) {
            checkLoopback("booking.http-host", Settings.text(context, "booking.http-host"));
        } else {
            checkUrl(context, settings.get("booking.auth.issuer"));
            checkUrl(context, settings.get("booking.auth.jwks-url"));
            checkAudience(context, settings.get("booking.auth.audience"));
        }
    }

    /**
     * Checks the effective host of the server: the environment and system properties may set another one than
     * {@code booking.http-host}.
     *
     * @param host where the HTTP server will listen
     * @throws InvalidSettingException if it is not on loopback and authentication is disabled
     */
    public static void checkServer(CamelContext context, String host) {
        if (isAuthenticationDisabled(context)) {
            checkLoopback("camel.server.host", host);
        }
    }

    private static boolean isAuthenticationDisabled(CamelContext context) {
        return Settings.text(context, "booking.auth").equals("none");
    }

    /** Requires HTTPS, except on this machine: keys could be replaced on a plain HTTP connection. */
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
     * Whether all addresses of a host are loopback addresses, as any of them may be used. A blank host is not, though Java
     * resolves it to loopback: the HTTP server then listens on all addresses.
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
