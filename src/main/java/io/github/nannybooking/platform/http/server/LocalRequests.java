package io.github.nannybooking.platform.http.server;

import io.github.nannybooking.platform.http.problem.Problem;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/**
 * Rejects the requests of other origins while nobody is asked for a token. The server then listens on loopback only, but any
 * page in a browser of this machine could send requests to it.
 */
public record LocalRequests(Cors cors, ProblemWriter problems) implements Handler<RoutingContext> {

    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    @Override
    public void handle(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        if (isToLoopback(request) && (isFromSameOrigin(request) || cors.allows(request))) {
            routing.next();
        } else {
            problems.refuse(request, Problem.crossSiteRequest());
        }
    }

    /**
     * Prevents DNS rebinding: a page whose own host name resolves to this machine has the same origin for the browser. Only
     * programs send a request without a Host.
     */
    public static boolean isToLoopback(HttpServerRequest request) {
        HostAndPort authority = request.authority();
        return authority == null || LOCAL_NAMES.contains(authority.host());
    }

    /**
     * Whether a program, the user or a page of this server sent the request. Browsers from before 2023 may not send
     * <a href="https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header">Sec-Fetch-Site</a>, but all send an Origin when
     * a page of another origin sends a POST or a DELETE.
     */
    public static boolean isFromSameOrigin(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return (site == null || site.equals("same-origin") || site.equals("none"))
                && (origin == null || origin.equals(request.scheme() + "://" + request.getHeader(HttpHeaders.HOST)));
    }
}
