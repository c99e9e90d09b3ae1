package io.github.nannybooking.platform.access;

import io.github.nannybooking.platform.http.json.Identifier;
import java.util.Set;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConstants;

/**
 * The caller of a request. Beans of the routes receive it as {@code @Header(Caller.HEADER)}.
 *
 * @param username null if authentication is disabled
 * @param roles    the groups of a user, or the scopes of a program, at the issuer, which the REST services name as roles
 */
public record Caller(@Identifier String username, Set<String> roles) {

    /** The role that may send all requests, in the name of any user. */
    public static final String ADMIN = "admin";

    /** The message header with the caller; no request can set it. */
    public static final String HEADER = VertxPlatformHttpConstants.AUTHENTICATED_USER;

    /** The caller of every request if authentication is disabled ({@code booking.auth=none}), with the role of an admin. */
    public static final Caller ANONYMOUS = new Caller(null, Set.of(ADMIN));

    public boolean isAdmin() {
        return roles.contains(ADMIN);
    }

    public boolean mayActFor(String user) {
        return isAdmin() || username.equals(user);
    }
}
