package io.github.nannybooking.access;

import io.github.nannybooking.table.Identifier;
import java.util.Set;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConstants;

/**
 * Who sent a request. Beans of the routes take it as {@code @Header(Caller.HEADER)}.
 *
 * @param username null if nobody was asked
 */
public record Caller(@Identifier String username, Set<Role> roles) {

    /** The message header that holds it; no request can set it. */
    public static final String HEADER = VertxPlatformHttpConstants.AUTHENTICATED_USER;

    /** Whoever comes while nobody is asked who they are ({@code booking.auth=none}): may do everything, in every name. */
    public static final Caller ANYBODY = new Caller(null, Set.of(Role.ADMIN));

    public boolean isAdmin() {
        return roles.contains(Role.ADMIN);
    }

    /** Whether this is the user, or may do everything in every name. */
    public boolean mayActFor(String user) {
        return isAdmin() || username.equals(user);
    }
}
