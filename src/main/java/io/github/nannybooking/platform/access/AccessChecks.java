package io.github.nannybooking.platform.access;

import io.github.nannybooking.platform.settings.InvalidSettingException;
import io.github.nannybooking.platform.settings.SettingsGroup;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Rejects settings that would allow access to anyone, or with a token for another application. */
public final class AccessChecks {

    private AccessChecks() {}

    /** @throws InvalidSettingException if the settings of {@code auth} don't protect the API */
    public static void check(SettingsGroup settings) {
        if (isAuthenticationDisabled(settings)) {
            checkLoopback(settings, settings.key("http-host"), settings.text("http-host"));
        } else {
            checkUrl(settings, "auth.issuer");
            checkUrl(settings, "auth.jwks-url");
            checkAudience(settings);
        }
    }

    /**
     * Checks the effective host of the server: the environment and system properties may set another one than
     * {@code http-host}.
     *
     * @param host where the HTTP server will listen
     * @throws InvalidSettingException if it is not on loopback and authentication is disabled
     */
    public static void checkServer(SettingsGroup settings, String host) {
        if (isAuthenticationDisabled(settings)) {
            checkLoopback(settings, "camel.server.host", host);
        }
    }

    private static boolean isAuthenticationDisabled(SettingsGroup settings) {
        return settings.text("auth").equals("none");
    }

    /** Requires HTTPS, except on this machine: keys could be replaced on a plain HTTP connection. */
    private static void checkUrl(SettingsGroup settings, String name) {
        if (!isUrl(settings.text(name))) {
            throw refusal(settings, name);
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

    private static void checkAudience(SettingsGroup settings) {
        if (Arrays.stream(settings.text("auth.audience").split(",", -1)).anyMatch(String::isBlank)) {
            throw refusal(settings, "auth.audience");
        }
    }

    private static InvalidSettingException refusal(SettingsGroup settings, String name) {
        return settings.get(name).refusal(", as %s is jwt".formatted(settings.key("auth")), settings.text(name));
    }

    private static void checkLoopback(SettingsGroup settings, String key, String host) {
        if (!isLoopback(host)) {
            throw new InvalidSettingException(
                    "%s=none allows all requests, so %s must be a loopback address, but is '%s'"
                            .formatted(settings.key("auth"), key, host));
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
