package io.github.nannybooking.platform.http.server;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;

/**
 * A path at which a route receives requests: a verb of a REST service, or an endpoint of {@code platform-http}.
 *
 * <p>It is read from the routes, as {@code PlatformHttpComponent.getHttpEndpoints()} returns only one verb of each path.
 *
 * @param template for example {@code /bookings/{jobId}}; one that ends with {@code *} matches all paths that begin with the
 *                 rest
 * @param methods  the HTTP methods that it accepts, all if empty
 * @param consumes the media types of a body that it accepts, separated by commas; null if any
 * @param produces the media types of its answer, separated by commas; null if any
 */
public record HttpEntry(String template, List<String> methods, String consumes, String produces) {

    private static final Pattern PARAMETER = Pattern.compile("\\{[^/}]+}");

    /** The patterns by their templates. Each request is matched against all of them. */
    private static final Map<String, Pattern> PATHS = new ConcurrentHashMap<>();

    /** The entries of the present routes at {@code path}, which is normalized. */
    public static List<HttpEntry> at(CamelContext context, String path) {
        return all(context).filter(entry -> entry.isAt(path)).toList();
    }

    static Stream<HttpEntry> all(CamelContext context) {
        return context.getRoutes().stream()
                .map(Route::getConsumer)
                .filter(consumer -> consumer.getEndpoint() instanceof PlatformHttpEndpoint)
                .map(consumer -> HttpEntry.of((PlatformHttpEndpoint) consumer.getEndpoint()));
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

    /** Whether it accepts a body of this media type; {@link #consumes()} may be a list. */
    boolean consumes(String type) {
        return consumes == null || List.of(consumes.split(" *, *")).contains(type);
    }

    /**
     * Matches a path as Vert.x Web does: {@code /jobs/{jobId}} matches {@code /jobs/1} and {@code /jobs/1/}, {@code /docs/*}
     * also {@code /docs}. It is case-sensitive.
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
        return Stream.of(PARAMETER.split(template, -1)).map(Pattern::quote).collect(Collectors.joining("[^/]+"));
    }

    /** The methods that any of the entries accepts, separated by commas. */
    static String methods(Stream<HttpEntry> entries) {
        return entries.flatMap(entry -> entry.methods.stream())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
