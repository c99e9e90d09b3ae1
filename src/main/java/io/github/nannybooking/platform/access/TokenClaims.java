package io.github.nannybooking.platform.access;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Set;

/** Verifies the claims of a token. Clocks may differ by a minute. */
final class TokenClaims extends DefaultJWTClaimsVerifier<SecurityContext> {

    private static final int SKEW_SECONDS = 60;

    /** Rejects tokens whose issuer wrote milliseconds instead of seconds, which would practically never expire. */
    private static final Duration LONGEST_LIFE = Duration.ofDays(366);

    private final Set<String> audience;
    private final Clock clock;

    /** @param audience the apps whose tokens are accepted */
    TokenClaims(String issuer, Set<String> audience, Clock clock) {
        super(new JWTClaimsSet.Builder().issuer(issuer).build(), Set.of("exp"));
        setMaxClockSkew(SKEW_SECONDS);
        this.audience = audience;
        this.clock = clock;
    }

    @Override
    public void verify(JWTClaimsSet claims, SecurityContext context) throws BadJWTException {
        super.verify(claims, context);
        if (claims.getExpirationTime().toInstant().isAfter(clock.instant().plus(LONGEST_LIFE))) {
            throw new BadJWTException("valid for too long");
        }
        if (Collections.disjoint(audience, audienceOf(claims))) {
            throw new BadJWTException("for another audience");
        }
    }

    /** Cognito's access tokens name the app client in {@code client_id} instead of {@code aud}. */
    private static List<String> audienceOf(JWTClaimsSet claims) throws BadJWTException {
        try {
            String client = claims.getStringClaim("client_id");
            return claims.getAudience().isEmpty() && client != null ? List.of(client) : claims.getAudience();
        } catch (ParseException e) {
            throw new BadJWTException("client_id is not a string", e);
        }
    }

    @Override
    protected Date currentTime() {
        return Date.from(clock.instant());
    }
}
