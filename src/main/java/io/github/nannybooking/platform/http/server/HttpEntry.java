package io.github.nannybooking.platform.http.server;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;

/**
 * Where a route listens for callers: a verb of a REST service, or a {@code platform-http} of its own.
 *
 * <p>The routes themselves are asked, as {@code PlatformHttpComponent.getHttpEndpoints()} knows a single verb of each path.
 *
 * @param template with the names of its parameters, as {@code /bookings/{jobId}}; what ends with {@code *} listens at all
 *                 that begins with the rest
 * @param methods  the HTTP methods that it takes, all if empty
 * @param consumes the media type of a body that it takes, null if any
 * @param produces the media type that it answers, null if any
 */
public record HttpEntry(String template, List<String> methods, String consumes, String produces) {

    private static final Pattern PARAMETER = Pattern.compile("\\{[^/}]+}");

    /** By templates, of which there are as many as routes; each request is compared to all of them. */
    private static final Map<String, Pattern> PATHS = new ConcurrentHashMap<>();

    /** The entries at {@code path}, which is normalized, of the routes that are there now. */
    public static List<HttpEntry> at(CamelContext context, String path) {
        return context.getRoutes().stream()
                .map(Route::getConsumer)
                .filter(consumer -> consumer.getEndpoint() instanceof PlatformHttpEndpoint)
                .map(consumer -> HttpEntry.of((PlatformHttpEndpoint) consumer.getEndpoint()))
                .filter(entry -> entry.isAt(path))
                .toList();
    }

    private static HttpEntry of(PlatformHttpEndpoint endpoint) {
        String methods = endpoint.getHttpMethodRestrict();
        return new HttpEntry(
                endpoint.isMatchOnUriPrefix() && !endpoint.getPath().endsWith("*")
                        ? endpoint.getPath() + "*"
                        : endpoint.getPath(),
                methods == null
                        ? List.of()
                        : List.of(methods.toUpperCase(Locale.ROOT).split(" *, *")),
                endpoint.getConsumes(),
                endpoint.getProduces());
    }

    public boolean takes(String method) {
        return methods.isEmpty() || methods.contains(method);
    }

    /**
     * As Vert.x Web does it: {@code /jobs/{jobId}} is at {@code /jobs/1} and at {@code /jobs/1/}, {@code /docs/*} also at
     * {@code /docs}; case matters.
     */
    boolean isAt(String path) {
        return PATHS.computeIfAbsent(template, HttpEntry::paths).matcher(path).matches();
    }

    private static Pattern paths(String template) {
        if (template.endsWith("/*")) {
            return Pattern.compile(regex(template.substring(0, template.length() - 2)) + "(/.*)?");
        }
        return Pattern.compile(
                template.endsWith("*")
                        ? regex(template.substring(0, template.length() - 1)) + ".*"
                        : regex(template) + "/?");
    }

    private static String regex(String template) {
        StringBuilder regex = new StringBuilder();
        int end = 0;
        Matcher parameter = PARAMETER.matcher(template);
        for (MatchResult found : parameter.results().toList()) {
            regex.append(Pattern.quote(template.substring(end, found.start()))).append("[^/]+");
            end = found.end();
        }
        return regex.append(Pattern.quote(template.substring(end))).toString();
    }

    /** The methods that these take together. */
    static Stream<String> methods(List<HttpEntry> entries) {
        return entries.stream()
                .flatMap(entry -> entry.methods.stream())
                .distinct()
                .sorted();
    }
}
