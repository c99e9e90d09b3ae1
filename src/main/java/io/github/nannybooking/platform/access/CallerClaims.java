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
 * @param userClaim      the claim that names a user: {@code username}, in id tokens {@code cognito:username}; or {@code sub}
 * @param resourceServer whose scopes are the roles of programs
 */
record CallerClaims(Validator validator, String userClaim, String resourceServer) {

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
        String user = userClaim.equals("sub") ? subject(claims) : username(claims);
        Caller caller = user == null ? program(claims) : new Caller(user, groups(claims));
        // the username becomes a part of a key, and no user may act for a program
        if (!validator.validate(caller).isEmpty() || user != null && user.startsWith(PROGRAM)) {
            throw new BadJWTException("invalid username");
        }
        return caller;
    }

    /** The user in the claim {@code sub}; null in the token of a program. */
    private static String subject(JWTClaimsSet claims) throws ParseException {
        return isOfProgram(claims) ? null : claims.getSubject();
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

    /** The client of the token. In the token of a user, scopes are what the client may request, and not roles. */
    private Caller program(JWTClaimsSet claims) throws BadJWTException, ParseException {
        if (!isOfProgram(claims)) {
            throw new NamelessTokenException(userClaim);
        }
        return new Caller(PROGRAM + claims.getSubject(), scopes(claims));
    }

    /**
     * Whether a client requested the token for itself ({@code client_credentials}): the client is the subject, too
     * (<a href="https://www.rfc-editor.org/rfc/rfc9068#section-2.2">RFC 9068, 2.2</a>).
     */
    private static boolean isOfProgram(JWTClaimsSet claims) throws ParseException {
        String client = claims.getStringClaim("client_id");
        return client != null && client.equals(claims.getSubject());
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
