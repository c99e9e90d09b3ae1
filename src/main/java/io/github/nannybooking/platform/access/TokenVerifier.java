package io.github.nannybooking.platform.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.util.Set;

/**
 * Verifies access and id tokens of Amazon Cognito, or of another issuer with the same claims for the user and the groups,
 * by the rules of RFC 8725 (JWT Best Current Practices).
 */
final class TokenVerifier {

    private static final JWKSelector ANY_KEY = new JWKSelector(new JWKMatcher.Builder().build());

    private final IssuerKeys keys;
    private final CallerClaims callers;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    TokenVerifier(IssuerKeys keys, TokenClaims claims, CallerClaims callers) {
        this.keys = keys;
        this.callers = callers;
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                // null: Cognito's tokens have no type
                JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"), null));
        // only with the keys of the issuer: keys in a token (jwk, x5c, jku) are ignored
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256), keys));
        processor.setJWTClaimsSetVerifier(claims);
    }

    /** Whether {@link #verify} returns without waiting for the issuer. */
    boolean knowKeyOf(String token) {
        try {
            return keys.know(JWSHeader.parse(new Base64URL(token.split("\\.", 2)[0])));
        } catch (ParseException | RuntimeException e) {
            return false;
        }
    }

    /**
     * Returns the caller of {@code token}. May block for some seconds to fetch the issuer's keys.
     *
     * @throws BadJOSEException   if the token is not valid
     * @throws KeySourceException if the issuer's keys can't be fetched
     */
    Caller verify(String token) throws BadJOSEException, KeySourceException {
        try {
            return callers.caller(processor.process(token, null));
        } catch (RateLimitReachedException e) {
            // the keys were fetched a moment ago and don't contain this one, unless the issuer did not answer
            keys.get(ANY_KEY, null);
            throw new BadJWTException("unknown key", e);
        } catch (KeySourceException e) {
            throw e;
        } catch (ParseException | JOSEException | RuntimeException e) {
            throw new BadJWTException("can't be read", e);
        }
    }
}
