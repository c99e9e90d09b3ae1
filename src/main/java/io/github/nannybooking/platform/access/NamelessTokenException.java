package io.github.nannybooking.platform.access;

import com.nimbusds.jwt.proc.BadJWTException;

/** A token of the issuer that names no caller: its answer may say so, as it can't be forged. */
final class NamelessTokenException extends BadJWTException {

    /** @param userClaim the claim that the token lacks */
    NamelessTokenException(String userClaim) {
        super("the bearer token names no user: it has no claim %s, and its sub is not its client_id"
                .formatted(userClaim));
    }
}
