package io.github.nannybooking.platform.access;

import io.github.nannybooking.platform.http.json.Identifier;
import java.util.Set;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConstants;

/**
 * Who sent a request. Beans of the routes take it as {@code @Header(Caller.HEADER)}.
 *
 * @param username null if nobody was asked
 * @param roles    the caller's groups at the issuer; the REST services name the roles that may call them likewise
 */
public record Caller(@Identifier String username, Set<String> roles) {

    /** The role that may do everything, in every name. */
    public static final String ADMIN = "admin";

    /** The message header that holds it; no request can set it. */
    public static final String HEADER = VertxPlatformHttpConstants.AUTHENTICATED_USER;

    /** Whoever comes while nobody is asked who they are ({@code booking.auth=none}): may do everything, in every name. */
    public static final Caller ANYBODY = new Caller(null, Set.of(ADMIN));

    public boolean isAdmin() {
        return roles.contains(ADMIN);
    }

    /** Whether this is the user, or may do everything in every name. */
    public boolean mayActFor(String user) {
        return isAdmin() || username.equals(user);
    }
}
