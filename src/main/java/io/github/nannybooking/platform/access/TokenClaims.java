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

/** What the claims of a token must say for it to be good here and now; clocks may differ by a minute. */
final class TokenClaims extends DefaultJWTClaimsVerifier<SecurityContext> {

    private static final int SKEW_SECONDS = 60;

    /** Longer than any issuer means: whoever wrote milliseconds for seconds made a token that never ends. */
    private static final Duration LONGEST_LIFE = Duration.ofDays(366);

    private final Set<String> audience;
    private final Clock clock;

    /** @param audience the apps whose tokens are good here */
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
            throw new BadJWTException("good for too long");
        }
        if (Collections.disjoint(audience, audienceOf(claims))) {
            throw new BadJWTException("for somebody else");
        }
    }

    /** Cognito's access tokens have no {@code aud}, but the app client that they were given to. */
    private static List<String> audienceOf(JWTClaimsSet claims) throws BadJWTException {
        try {
            String client = claims.getStringClaim("client_id");
            return claims.getAudience().isEmpty() && client != null ? List.of(client) : claims.getAudience();
        } catch (ParseException e) {
            throw new BadJWTException("a client that is no text", e);
        }
    }

    @Override
    protected Date currentTime() {
        return Date.from(clock.instant());
    }
}
