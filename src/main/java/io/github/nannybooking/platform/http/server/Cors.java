package io.github.nannybooking.platform.http.server;

import io.github.nannybooking.platform.settings.InvalidSettingException;
import io.github.nannybooking.platform.settings.Setting;
import io.github.nannybooking.platform.settings.SettingsGroup;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Allows the pages of some origins to read the answers in a browser
 * (<a href="https://fetch.spec.whatwg.org/#http-cors-protocol">CORS</a>). It never allows credentials: browsers then send no
 * cookies, and the token is in a header that the page sets. All other requests are processed without these headers, while
 * the {@code CorsHandler} of Vert.x Web would refuse them, also those of the pages at {@code /docs}.
 *
 * @param origins none if empty
 */
public record Cors(Set<String> origins) {

    /** The other headers of answers are readable anyway, or are only for browsers. */
    private static final String READABLE = "Allow, Location, Retry-After, WWW-Authenticate, X-Correlation-Id";

    /** @throws InvalidSettingException if an origin is not as browsers send it, so that it would never be the same */
    public static Cors of(SettingsGroup settings) {
        Setting setting = settings.get("cors.origins");
        String list = settings.text("cors.origins").strip();
        List<String> origins = list.isEmpty() ? List.of() : List.of(list.split(" *, *", -1));
        origins.stream().filter(origin -> !isOrigin(origin)).findFirst().ifPresent(origin -> {
            throw setting.rejection(", without a path, upper case and the default port", origin);
        });
        return new Cors(Set.copyOf(origins));
    }

    /** Whether the text is the serialization of an origin: RFC 6454, 6.2. */
    private static boolean isOrigin(String text) {
        try {
            URI uri = new URI(text);
            return uri.getHost() != null
                    && text.equals(
                            uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()))
                    && text.equals(text.toLowerCase(Locale.ROOT))
                    && Stream.of("http://.*:80", "https://.*:443").noneMatch(text::matches);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    boolean allows(HttpServerRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin != null && origins.contains(origin);
    }

    /** Sets the headers of an answer, also of an error. */
    void setHeaders(HttpServerRequest request) {
        if (origins.isEmpty()) {
            return;
        }
        // also without an Origin: a cache must not return this answer to a page
        request.response().putHeader(HttpHeaders.VARY, "Origin");
        if (allows(request)) {
            request.response()
                    .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, request.getHeader(HttpHeaders.ORIGIN))
                    .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, READABLE);
        }
    }
}
