package io.github.nannybooking;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.camel.CamelContext;

/** Refuses settings by which anybody could come in, or somebody with a token that was meant for others. */
final class AccessChecks {

    private AccessChecks() {}

    /** @throws InvalidSettingException if the settings of {@code booking.auth} don't keep strangers out */
    static void check(CamelContext context) {
        switch (setting(context, "booking.auth")) {
            case "jwt" -> {
                checkUrl(context, "booking.auth.issuer");
                checkUrl(context, "booking.auth.jwks-url");
                checkAudience(context);
            }
            case "none" -> checkLoopback("booking.http-host", setting(context, "booking.http-host"));
            default ->
                throw new InvalidSettingException(
                        "booking.auth must be jwt or none, but is '%s'".formatted(setting(context, "booking.auth")));
        }
    }

    /**
     * By what Camel made of all settings: the environment and system properties may give the server another host than
     * {@code booking.http-host}.
     *
     * @param host where the HTTP server will listen
     * @throws InvalidSettingException if it is not on loopback, and lets everybody in
     */
    static void checkServer(CamelContext context, String host) {
        if (setting(context, "booking.auth").equals("none")) {
            checkLoopback("camel.server.host", host);
        }
    }

    /** Keys that come over plain HTTP may be anybody's, but not on the same machine. */
    private static void checkUrl(CamelContext context, String key) {
        String value = setting(context, key);
        if (!isUrl(value)) {
            throw new InvalidSettingException(
                    "%s must be an https URL (http only on loopback), as booking.auth is jwt, but is '%s'"
                            .formatted(key, value));
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

    private static void checkAudience(CamelContext context) {
        String value = setting(context, "booking.auth.audience");
        if (Arrays.stream(value.split(",", -1)).anyMatch(String::isBlank)) {
            throw new InvalidSettingException(
                    "booking.auth.audience must name the app clients whose tokens are taken, separated by commas, as booking.auth is jwt, but is '%s'"
                            .formatted(value));
        }
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

    private static String setting(CamelContext context, String key) {
        return context.resolvePropertyPlaceholders("{{" + key + "}}");
    }
}
