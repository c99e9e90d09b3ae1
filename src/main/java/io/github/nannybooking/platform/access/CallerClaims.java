package io.github.nannybooking.platform.access;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import jakarta.validation.Validator;
import java.text.ParseException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the caller from the claims of a valid token: a user, or a program that calls in its own name.
 *
 * @param resourceServer whose scopes are the roles of programs
 */
record CallerClaims(Validator validator, String resourceServer) {

    /**
     * The beginning of the usernames of programs. The
     * <a href="https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SignUp.html">usernames</a> of
     * Cognito contain no blanks.
     */
    private static final String PROGRAM = "client ";

    /**
     * @throws NamelessTokenException if it names neither a user nor a program
     * @throws BadJWTException        if the name is not valid
     * @throws ParseException         if a claim has another type
     */
    Caller caller(JWTClaimsSet claims) throws BadJWTException, ParseException {
        String username = username(claims);
        Caller caller = username == null ? program(claims) : new Caller(username, groups(claims));
        // the username becomes a part of a key, and no user may act for a program
        if (!validator.validate(caller).isEmpty() || username != null && username.startsWith(PROGRAM)) {
            throw new BadJWTException("invalid username");
        }
        return caller;
    }

    /** Access tokens and id tokens have the name in different claims. */
    private static String username(JWTClaimsSet claims) throws BadJWTException, ParseException {
        String ofAccess = claims.getStringClaim("username");
        String ofId = claims.getStringClaim("cognito:username");
        if (ofAccess != null && ofId != null && !ofAccess.equals(ofId)) {
            throw new BadJWTException("two usernames");
        }
        return ofAccess != null ? ofAccess : ofId;
    }

    private static Set<String> groups(JWTClaimsSet claims) throws ParseException {
        List<String> groups = claims.getStringListClaim("cognito:groups");
        return groups == null
                ? Set.of()
                : groups.stream().filter(Objects::nonNull).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The client of a token that it requested for itself ({@code client_credentials}): the client is the subject, too
     * (<a href="https://www.rfc-editor.org/rfc/rfc9068#section-2.2">RFC 9068, 2.2</a>). In the token of a user, scopes are
     * what the client may request, and not roles.
     */
    private Caller program(JWTClaimsSet claims) throws BadJWTException, ParseException {
        String client = claims.getStringClaim("client_id");
        if (client == null || !client.equals(claims.getSubject())) {
            throw new NamelessTokenException();
        }
        return new Caller(PROGRAM + client, scopes(claims));
    }

    private Set<String> scopes(JWTClaimsSet claims) throws ParseException {
        String prefix = resourceServer + "/";
        String scopes = claims.getStringClaim("scope");
        return scopes == null
                ? Set.of()
                : Stream.of(scopes.split(" "))
                        .filter(scope -> scope.startsWith(prefix))
                        .map(scope -> scope.substring(prefix.length()))
                        .collect(Collectors.toUnmodifiableSet());
    }
}
